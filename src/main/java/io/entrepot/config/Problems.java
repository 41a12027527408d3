package io.entrepot.config;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with one file, so that everything is told at once and each value is blamed once. */
final class Problems {

    private static final Comparator<ConfigProblem> BY_PLACE =
            comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column);

    private final Path file;
    private final List<ConfigProblem> found = new ArrayList<>();
    private final Set<JsonPointer> refused = new HashSet<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Position at, String path, ConfigError error, String problem, String remedy) {
        found.add(new ConfigProblem(file, at.line(), at.column(), path, error.code(), problem, remedy));
    }

    /** Marks a value as one that no further rule needs to look at. */
    void refuse(JsonPointer value) {
        refused.add(value);
    }

    boolean refused(JsonPointer value) {
        return refused.contains(value);
    }

    /**
     * @throws ConfigRefused when anything was found
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw refusal();
        }
    }

    /** The refusal where one problem leaves nothing further to look at. */
    ConfigRefused fatal(Position at, ConfigError error, String problem, String remedy) {
        add(at, "", error, problem, remedy);
        return refusal();
    }

    private ConfigRefused refusal() {
        return new ConfigRefused(found.stream().sorted(BY_PLACE).toList());
    }
}
