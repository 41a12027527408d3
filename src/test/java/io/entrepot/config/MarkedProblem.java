package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/**
 * One problem that a text has, and no other.
 *
 * @param yaml the text, with the mark ▶ where the problem is to be told
 * @param path the key that is to be blamed
 * @param words a part of what is to be printed
 */
record MarkedProblem(String yaml, String path, String code, String words) {

    /** Sound; to be followed or changed by what is wrong. */
    static final String SIMULATED = """
            storefronts:
              - id: a
                channel: mall
                simulated: {}
                currency: CNY
            """;

    /** Sound once it has its credential. */
    static final String REAL = """
            storefronts:
              - id: a
                channel: mall
                base-url: https://shop.example.com
                currency: CNY
            """;

    static MarkedProblem one(String yaml, String path, String code, String words) {
        return new MarkedProblem(yaml, path, code, words);
    }

    void assertFoundAlone(Path directory) {
        ConfigFixture fixture =
                new ConfigFixture(directory).variable("TOKEN", "t0ken").variable("EMPTY", " ");

        List<ConfigProblem> problems = fixture.problems(yaml.replace("▶", ""));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).contains(words);
            assertThat(problem.code().value()).isEqualTo(code);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(new Position(problem.line(), problem.column()))
                    .isEqualTo(Position.after(yaml.substring(0, yaml.indexOf('▶'))));
        });
    }
}
