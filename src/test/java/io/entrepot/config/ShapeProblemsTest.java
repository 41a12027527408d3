package io.entrepot.config;

import static io.entrepot.config.MarkedProblem.SIMULATED;
import static io.entrepot.config.MarkedProblem.one;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a file departs from the schema. */
class ShapeProblemsTest {

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
                        "storefronts: []\n▶stopp: true\n",
                        "stopp",
                        "ENT-1003",
                        "there is no key 'stopp' here. ENT-1003. Did you mean 'stop'?"),
                one(SIMULATED + "    ▶baseUrl: x\n", "storefronts[0].baseUrl", "ENT-1003", "Did you mean 'base-url'?"),
                one(
                        SIMULATED + "    sync: {▶colour: x}\n",
                        "storefronts[0].sync.colour",
                        "ENT-1003",
                        "use one of content, price, stock, shipments, orders."),
                one("▶[]\n", "", "ENT-1004", "what stands here is a list, not a mapping of keys and values"),
                one("▶storefronts: none\n", "storefronts", "ENT-1004", "'none' is a text, not a list"),
                one(
                        "storefronts: []\n▶stop: yes\n",
                        "stop",
                        "ENT-1004",
                        "'yes' is a text, not true or false. ENT-1004. Write true or false."),
                one("storefronts: []\n▶stop:\n", "stop", "ENT-1004", "there is no value here"),
                one("storefronts:\n  - ▶a\n", "storefronts[0]", "ENT-1004", "'a' is a text, not a mapping"),
                one(
                        SIMULATED + "    stock: {▶buffer: 1.5}\n",
                        "storefronts[0].stock.buffer",
                        "ENT-1004",
                        "'1.5' is a number, not a whole number"),
                one(
                        SIMULATED + "    ▶price-list: 7\n",
                        "storefronts[0].price-list",
                        "ENT-1004",
                        "'7' is a number, not a text. ENT-1004. Put it into quotes."),
                one(
                        SIMULATED + "    options: {▶lowers: [placed]}\n",
                        "storefronts[0].options.lowers",
                        "ENT-1004",
                        "a list, not a text or true or false or a number"),
                one("▶stop: false\n", "storefronts", "ENT-1005", "the key 'storefronts' is missing"),
                one(
                        "storefronts:\n  - ▶id: a\n    simulated: {}\n    currency: CNY\n",
                        "storefronts[0].channel",
                        "ENT-1005",
                        "the key 'channel' is missing here. ENT-1005. Add it, such as mall."),
                one(
                        SIMULATED + "    quotas:\n      ▶stock: {calls: 5}\n",
                        "storefronts[0].quotas.stock.per",
                        "ENT-1005",
                        "the key 'per' is missing"),
                one(
                        SIMULATED + "    sync: {▶stock: pul}\n",
                        "storefronts[0].sync.stock",
                        "ENT-1006",
                        "'pul' is none of push, observe, off. ENT-1006. Did you mean 'push'?"),
                one(
                        "locations: [{code: main, ▶owner: erp-system}]\nstorefronts: []\n",
                        "locations[0].owner",
                        "ENT-1006",
                        "Use one of entrepot, external."),
                one(
                        "storefronts:\n  - ▶id: Mall A\n    channel: mall\n    simulated: {}\n    currency: CNY\n",
                        "storefronts[0].id",
                        "ENT-1006",
                        "'Mall A' is no storefront id. ENT-1006. Use 1 to 60 lower-case letters"),
                one(
                        "storefronts:\n  - ▶id: \"a\\n\"\n    channel: mall\n    simulated: {}\n    currency: CNY\n",
                        "storefronts[0].id",
                        "ENT-1006",
                        "'a ' is no storefront id"),
                one("locations: [{▶code: 总仓}]\nstorefronts: []\n", "locations[0].code", "ENT-1006", "'总仓' is no code"),
                one("storefronts: []\nfirst-import: [▶\"a\\0b\"]\n", "first-import[0]", "ENT-1006", "'a b' is no path"),
                one(
                        SIMULATED + "    quotas: {stock: {calls: 5, ▶per: 1 second}}\n",
                        "storefronts[0].quotas.stock.per",
                        "ENT-1006",
                        "'1 second' is no duration. ENT-1006. Use a whole number with a unit: 500ms"),
                one(
                        SIMULATED + "    stock: {▶buffer: -1}\n",
                        "storefronts[0].stock.buffer",
                        "ENT-1007",
                        "'-1' is too small. ENT-1007. Use 0 or more."),
                one(
                        SIMULATED + "    stock: {▶share: 101}\n",
                        "storefronts[0].stock.share",
                        "ENT-1007",
                        "'101' is too large. ENT-1007. Use 100 or less."),
                one(
                        SIMULATED + "    stock: {▶cap: 99999999999999999999}\n",
                        "storefronts[0].stock.cap",
                        "ENT-1007",
                        "is too large"),
                one(
                        "locations: [{code: main, ▶name: ''}]\nstorefronts: []\n",
                        "locations[0].name",
                        "ENT-1007",
                        "the value is empty"),
                one(
                        "locations: [{code: main, ▶name: %s}]\nstorefronts: []\n".formatted("x".repeat(191)),
                        "locations[0].name",
                        "ENT-1007",
                        "is too long. ENT-1007. Use at most 190 characters."),
                one("▶locations: []\nstorefronts: []\n", "locations", "ENT-1007", "the value is empty"),
                one(
                        SIMULATED + "    ▶locations: [main, main]\n",
                        "storefronts[0].locations",
                        "ENT-1007",
                        "stands twice"));
    }
}
