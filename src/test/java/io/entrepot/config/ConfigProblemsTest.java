package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How problems are told, and those of the file as a whole. */
class ConfigProblemsTest {

    @TempDir
    Path directory;

    @Test
    void isPrintedOnOneLineAsPlaceProblemIdAndRemedy() {
        ConfigFixture fixture = new ConfigFixture(directory);

        assertThat(fixture.refusal(MarkedProblem.SIMULATED.replace("CNY", "CNYY")))
                .hasMessage(
                        directory.resolve("entrepot.yaml")
                                + ":5:5 storefronts[0].currency: 'CNYY' is no ISO 4217 currency. ENT-1006. Use a code such as CNY.");
    }

    @Test
    void allAreToldAtOnceInTheOrderOfTheFile() {
        List<ConfigProblem> problems = new ConfigFixture(directory).problems("""
                        stop: yes
                        storefronts:
                          - id: a
                            channel: mall
                            base-url: ftp://shop
                            currency: RMB
                            curency: CNY
                            credentials: {tokn: "${env:UNSET}"}
                            options: {lowers: never, stock-write: 3}
                            stock: {buffer: -1, cap: many}
                          - id: a
                            channel: moll
                            simulated: {}
                            currency: CNY
                            locations: [east]
                            quotas: {orders: {calls: 0, per: 1d}}
                            id: b
                        """);

        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.path() + " " + problem.code())
                .containsExactly(
                        "1 stop ENT-1004",
                        "5 storefronts[0].base-url ENT-1006",
                        "6 storefronts[0].currency ENT-1006",
                        "7 storefronts[0].curency ENT-1003",
                        "8 storefronts[0].credentials.token ENT-1012",
                        "8 storefronts[0].credentials.tokn ENT-1011",
                        "8 storefronts[0].credentials.tokn ENT-1014",
                        "9 storefronts[0].options.lowers ENT-1015",
                        "9 storefronts[0].options.stock-write ENT-1015",
                        "10 storefronts[0].stock.buffer ENT-1007",
                        "10 storefronts[0].stock.cap ENT-1004",
                        "11 storefronts[1].id ENT-1009",
                        "12 storefronts[1].channel ENT-1010",
                        "15 storefronts[1].locations[0] ENT-1016",
                        "16 storefronts[1].quotas.orders.calls ENT-1007",
                        "16 storefronts[1].quotas.orders.per ENT-1006",
                        "17 storefronts[1].id ENT-1002");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("nowhere.yaml");

        assertThat(catchThrowable(() -> ConfigFixture.reader().read(missing, Map.of())))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageStartingWith(missing + ": there is no such file. ENT-1000. ");
    }

    @Test
    void anEmptyFileDeclaresNothing() {
        assertThat(new ConfigFixture(directory).refusal("# nothing yet\n"))
                .hasMessageContaining("entrepot.yaml: the file declares nothing. ENT-1005. Declare storefronts");
    }

    @Test
    void aFileInAnotherEncodingIsRefusedAtItsFirstForeignCharacter() throws Exception {
        Path file = directory.resolve("entrepot.yaml");
        Files.write(
                file, "storefronts: []\nlocations: [{code: main, name: 总仓}]\n".getBytes(Charset.forName("GB18030")));

        assertThat(catchThrowable(() -> ConfigFixture.reader().read(file, Map.of())))
                .hasMessage(
                        file + ":2:32: this is not UTF-8. ENT-1001. Save the file as UTF-8 (not as GBK or UTF-16).");
    }

    @Test
    void aliasesThatMultiplyWithoutMeasureAreRefused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThat(new ConfigFixture(directory).refusal(yaml.toString()))
                .hasMessageContaining("multiply without measure");
    }

    @Test
    void aHalfWrittenFileIsReadOrRefusedAndNothingElse() {
        ConfigFixture fixture =
                new ConfigFixture(directory).variable("TOKEN", "t0ken").variable("HOST", "h");
        String full = SchemaAgreementTest.full();
        for (int end = 0; end < full.length(); end++) {
            String half = full.substring(0, end);
            assertThat(catchThrowable(() -> fixture.read(half)))
                    .as("the first %d characters", end)
                    .satisfiesAnyOf(none -> assertThat(none).isNull(), refused -> assertThat(refused)
                            .isInstanceOf(ConfigRefused.class));
        }
    }
}
