package io.entrepot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.entrepot.architecture.House;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold in our own code, and each fails on {@code io.entrepot.wrong}, a small house that breaks them all. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("io/entrepot/database/schema"))
            .importPackages("io.entrepot");
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages("io.entrepot.wrong");

    static List<ArchRule> rulesOfOurs() {
        return new House("io.entrepot").rules();
    }

    static List<ArchRule> rulesOfWrong() {
        return new House("io.entrepot.wrong").rules();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfOurs")
    void ourCodeKeeps(ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfWrong")
    void theWrongHouseBreaks(ArchRule rule) {
        assertThat(rule.evaluate(WRONG).hasViolation()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfOurs")
    void saysWhyAndWhatToDo(ArchRule rule) {
        assertThat(rule.getDescription()).contains(", because ").endsWith(" instead");
    }

    @Test
    void somethingIsChecked() {
        assertThat(OURS).hasSizeGreaterThan(20);
    }
}
