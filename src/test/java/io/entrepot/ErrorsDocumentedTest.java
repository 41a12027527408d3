package io.entrepot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every error id is explained on the errors page, and every attention item says what to do. */
class ErrorsDocumentedTest {

    private static final Path SOURCES = Path.of("src", "main");
    private static final Path CODE = SOURCES.resolve(Path.of("java", "io", "entrepot"));
    private static final Path ERRORS_OF_THE_CONFIGURATION = CODE.resolve(Path.of("config", "ConfigError.java"));

    private static final Pattern ID = Pattern.compile("ENT-\\d{4}");
    private static final Pattern MADE = Pattern.compile("new ErrorCode\\(\\s*\"(ENT-\\d{4})\"\\)");
    private static final Pattern NUMBERED = Pattern.compile("^ +[A-Z_]+\\((\\d{4})\\)[,;]", Pattern.MULTILINE);
    private static final Pattern EXPLAINED =
            Pattern.compile("^\\| (ENT-\\d{4}) \\|(?: [^|]+ \\|){2,3}$", Pattern.MULTILINE);

    private static final Pattern TEXT = Pattern.compile(".*\\.(java|properties|yaml|sql|html|js)");

    /** They come to the attention list from elsewhere: failed publications, and route files that were refused. */
    private static final List<Path> RAISED_BY_OTHERS = Stream.of("sync", "connector", "route/RouteCode.java")
            .map(CODE::resolve)
            .toList();

    /** Told at the start, or by a route that fails while it runs. */
    private static final Set<String> NEVER_ATTENTION = Set.of(
            "ENT-1130",
            "ENT-1131",
            "ENT-1132",
            "ENT-1133",
            "ENT-3100",
            "ENT-3101",
            "ENT-3200",
            "ENT-3201",
            "ENT-3300",
            "ENT-3400",
            "ENT-3401",
            "ENT-3500",
            "ENT-3600",
            "ENT-3700",
            "ENT-3701",
            "ENT-3800",
            "ENT-3801",
            "ENT-3850",
            "ENT-3851",
            "ENT-3900",
            "ENT-3901",
            "ENT-4210",
            "ENT-4211",
            "ENT-4212",
            "ENT-4213",
            "ENT-4214");

    @Test
    void everyIdIsExplainedOnceAndInOrder() throws IOException {
        List<String> explained = explained();
        Set<String> used = used();

        assertThat(explained).isSorted().doesNotHaveDuplicates();
        assertThat(used).as("ids that docs/errors.md does not explain").isSubsetOf(explained);
        assertThat(explained)
                .as("ids that docs/errors.md explains and nothing uses")
                .isSubsetOf(used);
    }

    @Test
    void everyAttentionItemHasARemedy() throws IOException {
        Set<String> raised = raised();

        assertThat(raised).hasSizeGreaterThan(10);
        assertThat(remedies().stringPropertyNames())
                .as("ids with a remedy in remedies.properties")
                .containsAll(raised);
    }

    private static List<String> explained() throws IOException {
        String page = Files.readString(Path.of("docs", "errors.md"));
        return EXPLAINED.matcher(page).results().map(row -> row.group(1)).toList();
    }

    private static Set<String> used() throws IOException {
        Set<String> used = found(CODE, ID);
        found(ERRORS_OF_THE_CONFIGURATION, NUMBERED).forEach(number -> used.add("ENT-" + number));
        return used;
    }

    private static Set<String> raised() throws IOException {
        Set<String> raised = new TreeSet<>();
        for (Path file : files(CODE)) {
            if (Files.readString(file).contains("attention.raise(")) {
                raised.addAll(found(file, MADE));
            }
        }
        for (Path path : RAISED_BY_OTHERS) {
            raised.addAll(found(path, MADE));
        }
        raised.removeAll(NEVER_ATTENTION);
        return raised;
    }

    private static Set<String> found(Path path, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(path)) {
            pattern.matcher(Files.readString(file))
                    .results()
                    .map(ErrorsDocumentedTest::last)
                    .forEach(found::add);
        }
        return found;
    }

    private static String last(MatchResult match) {
        return match.group(match.groupCount());
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> TEXT.matcher(file.toString()).matches()).toList();
        }
    }

    private static Properties remedies() throws IOException {
        Properties remedies = new Properties();
        try (Reader reader =
                Files.newBufferedReader(SOURCES.resolve("resources/remedies.properties"), StandardCharsets.UTF_8)) {
            remedies.load(reader);
        }
        return remedies;
    }
}
