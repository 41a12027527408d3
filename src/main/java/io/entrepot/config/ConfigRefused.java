package io.entrepot.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A configuration that cannot be taken, with everything that is wrong with it. */
public final class ConfigRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /**
     * @param problems at least one, in the order of the file
     */
    ConfigRefused(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file; the message holds the same, one a line. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
