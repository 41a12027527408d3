package io.entrepot.config;

import static io.entrepot.config.MarkedProblem.REAL;
import static io.entrepot.config.MarkedProblem.SIMULATED;
import static io.entrepot.config.MarkedProblem.one;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a file of the right shape makes no sense. */
class MeaningProblemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("problems")
    void isFoundAloneAtItsPlace(MarkedProblem problem) {
        problem.assertFoundAlone(directory);
    }

    static Stream<MarkedProblem> problems() {
        return Stream.of(
                one(
                        SIMULATED.replace("currency: CNY", "▶currency: CNYY"),
                        "storefronts[0].currency",
                        "ENT-1006",
                        "'CNYY' is no ISO 4217 currency. ENT-1006. Use a code such as CNY."),
                one(
                        SIMULATED.replace("currency: CNY", "▶currency: RMB"),
                        "storefronts[0].currency",
                        "ENT-1006",
                        "'RMB' is no ISO 4217 currency. ENT-1006. Use a code such as CNY."),
                one(
                        SIMULATED.replace("currency: CNY", "▶currency: XAU"),
                        "storefronts[0].currency",
                        "ENT-1006",
                        "'XAU' is no ISO 4217 currency"),
                one(
                        token(REAL).replace("base-url: https:", "▶base-url: ftp:"),
                        "storefronts[0].base-url",
                        "ENT-1006",
                        "'ftp://shop.example.com' is no http or https address"),
                one(
                        token(REAL).replace("base-url: https://shop.example.com", "▶base-url: https://"),
                        "storefronts[0].base-url",
                        "ENT-1006",
                        "'https://' is no http or https address of a host"),
                one(
                        token(REAL).replace("base-url: https://shop", "▶base-url: https://a b"),
                        "storefronts[0].base-url",
                        "ENT-1006",
                        "of a host"),
                one(
                        token(REAL).replace("base-url: https://shop.example.com", "▶base-url: https://shop:70000"),
                        "storefronts[0].base-url",
                        "ENT-1006",
                        "of a host"),
                one(
                        token(REAL).replace("base-url: https://shop.example.com", "▶base-url: https://shop?key=1"),
                        "storefronts[0].base-url",
                        "ENT-1006",
                        "'https://shop' holds a login, a query or a fragment"),
                one(
                        token(REAL).replace("base-url: https://shop.example.com", "▶base-url: https://${env:UNSET}"),
                        "storefronts[0].base-url",
                        "ENT-1014",
                        "not set, or empty, in the environment: UNSET"),
                one(
                        "storefronts:\n  - ▶id: a\n    channel: mall\n    currency: CNY\n    credentials: {token: '${env:TOKEN}'}\n",
                        "storefronts[0].base-url",
                        "ENT-1008",
                        "neither base-url nor simulated"),
                one(
                        SIMULATED + "  - ▶id: a\n    channel: mall\n    simulated: {}\n    currency: CNY\n",
                        "storefronts[1].id",
                        "ENT-1009",
                        "two storefronts have the id 'a': on line 2 and on line 6"),
                one(
                        "locations:\n  - code: main\n  - ▶code: main\nstorefronts: []\n",
                        "locations[1].code",
                        "ENT-1009",
                        "two locations have the code 'main': on line 2 and on line 3"),
                one(
                        SIMULATED.replace("channel: mall", "▶channel: moll"),
                        "storefronts[0].channel",
                        "ENT-1010",
                        "there is no channel 'moll'. ENT-1010. Did you mean 'mall'?"),
                one(
                        SIMULATED.replace("channel: mall", "▶channel: taobao"),
                        "storefronts[0].channel",
                        "ENT-1010",
                        "Use one of bazaar, mall."),
                one(
                        SIMULATED + "    options: {▶lower: paid}\n",
                        "storefronts[0].options.lower",
                        "ENT-1011",
                        "the channel mall knows no 'lower' under options. ENT-1011. Did you mean 'lowers'?"),
                one(
                        SIMULATED + "    credentials: {▶password: '${env:X}'}\n",
                        "storefronts[0].credentials.password",
                        "ENT-1011",
                        "Remove it, or use one of token."),
                one(
                        REAL.replace("- id", "- ▶id"),
                        "storefronts[0].credentials.token",
                        "ENT-1012",
                        "the channel mall needs this credential (sent as a bearer token). ENT-1012. Add 'token: ${env:NAME}'"),
                one(
                        REAL + "    credentials:\n      ▶token:\n",
                        "storefronts[0].credentials.token",
                        "ENT-1012",
                        "the key has no value"),
                one(
                        REAL + "    credentials:\n      ▶token: abc\n",
                        "storefronts[0].credentials.token",
                        "ENT-1013",
                        "a secret must not stand in the file"),
                one(
                        REAL + "    credentials:\n      ▶token: 12345\n",
                        "storefronts[0].credentials.token",
                        "ENT-1013",
                        "a secret must not stand in the file"),
                one(
                        REAL + "    credentials:\n      ▶token: ${env:TOKEN:-abc}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1013",
                        "a default is not possible"),
                one(
                        REAL + "    credentials:\n      ▶token: Bearer ${env:TOKEN}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1013",
                        "only one whole reference"),
                one(
                        REAL + "    credentials:\n      ▶token: ${env:UNSET}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1014",
                        "environment: UNSET. ENT-1014. Set each"),
                one(
                        REAL + "    credentials:\n      ▶token: ${env:EMPTY}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1014",
                        "environment: EMPTY"),
                one(
                        REAL + "    credentials:\n      ▶token: ${file:/no/such/file}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1014",
                        "the file '/no/such/file' does not exist"),
                one(
                        REAL + "    credentials:\n      ▶token: ${file:.}\n",
                        "storefronts[0].credentials.token",
                        "ENT-1014",
                        "the file '.' cannot be read"),
                one(
                        SIMULATED + "    options: {▶visibility-lag: \"${file:/lag}\"}\n",
                        "storefronts[0].options.visibility-lag",
                        "ENT-1014",
                        "begins no ${env:NAME}"),
                one(
                        SIMULATED + "    options: {▶visibility-lag: \"${env:A}${env:B}\"}\n",
                        "storefronts[0].options.visibility-lag",
                        "ENT-1014",
                        "environment: A, B"),
                one(
                        SIMULATED + "    options: {▶stock-write: relative}\n",
                        "storefronts[0].options.stock-write",
                        "ENT-1015",
                        "'relative' is none of delta, absolute, compare-and-set"),
                one(
                        SIMULATED + "    options: {▶restores-paid: 1}\n",
                        "storefronts[0].options.restores-paid",
                        "ENT-1015",
                        "'1' is none of true, false"),
                one(
                        SIMULATED + "    locations: [▶mian]\n",
                        "storefronts[0].locations[0]",
                        "ENT-1016",
                        "no location 'mian' is declared. ENT-1016. Did you mean 'main'?"),
                one(
                        "locations: [{code: east}]\n" + SIMULATED + "    locations: [▶main]\n",
                        "storefronts[0].locations[0]",
                        "ENT-1016",
                        "or use one of east."),
                one(
                        SIMULATED + "    quotas: {▶order: {calls: 5, per: 1s}}\n",
                        "storefronts[0].quotas.order",
                        "ENT-1017",
                        "the channel mall knows no 'order' under quotas. ENT-1017. Did you mean 'orders'?"),
                one(
                        SIMULATED.replace("mall", "bazaar") + "    quotas: {▶x: {calls: 5, per: 1s}}\n",
                        "storefronts[0].quotas.x",
                        "ENT-1017",
                        "use one of all."));
    }

    private static String token(String real) {
        return real + "    credentials: {token: '${env:TOKEN}'}\n";
    }
}
