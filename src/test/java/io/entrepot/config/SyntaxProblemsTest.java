package io.entrepot.config;

import static io.entrepot.config.MarkedProblem.SIMULATED;
import static io.entrepot.config.MarkedProblem.one;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a text is no YAML that can be read. */
class SyntaxProblemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("problems")
    void isFoundAloneAtItsPlace(MarkedProblem problem) {
        problem.assertFoundAlone(directory);
    }

    static Stream<MarkedProblem> problems() {
        return Stream.of(
                one("storefronts: []\n▶\tstop: true\n", "", "ENT-1001", "a tab stands where only spaces may indent"),
                one("stop: true▶: 1\n", "", "ENT-1001", "a key or a second ': ' cannot stand here"),
                one(
                        "stop: false\n▶storefronts\nlocations: []\n",
                        "",
                        "ENT-1001",
                        "neither 'key: value' nor a list item"),
                one("storefronts: ▶\"abc\n", "", "ENT-1001", "a quote is opened here and never closed"),
                one("storefronts: ▶@abc\n", "", "ENT-1001", "cannot begin with this character"),
                one("storefronts: \"\\▶q\"\n", "", "ENT-1001", "no such sequence after a backslash"),
                one("storefronts: ▶*none\n", "", "ENT-1001", "no anchor has that name"),
                one("locations:\n  - code: main\n ▶stop: true\n", "", "ENT-1001", "indented differently"),
                one("storefronts: []\n▶---\nstop: true\n", "", "ENT-1001", "a second document begins here"),
                one("storefronts: [{id: $▶{env:X}}]\n", "", "ENT-1001", "the { } or [ ] that is open here goes wrong"),
                one("▶storefronts: !mine []\n", "storefronts", "ENT-1001", "a value that begins with ! is a tag"),
                one("storefronts: ▶&all [*all]\n", "", "ENT-1001", "aliases used here never end"),
                one("storefronts: []\nfirst-import: [a▶\u0007b]\n", "", "ENT-1001", "a control character (U+0007)"),
                one("storefronts: []\n▶[a]: b\n", "", "ENT-1004", "a key must be a plain name"),
                one("stop: true\nstorefronts: []\n▶stop: false\n", "stop", "ENT-1002", "first on line 1"),
                one(SIMULATED + "    ▶channel: mall\n", "storefronts[0].channel", "ENT-1002", "first on line 3"));
    }
}
