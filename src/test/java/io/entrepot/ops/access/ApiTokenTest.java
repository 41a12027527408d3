package io.entrepot.ops.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entrepot.model.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest {

    @TempDir
    private Path folder;

    private final List<String> shown = new ArrayList<>();

    @Test
    void isShownOnceAndKeptOnlyAsItsDigest() throws IOException {
        Path file = folder.resolve("data").resolve("api-token");
        ApiToken first = ApiToken.at(file, shown::add);
        ApiToken second = ApiToken.at(file, shown::add);

        assertThat(shown).hasSize(1);
        String token = shown.get(0);
        assertThat(token).hasSize(43);
        assertThat(first.matches(token)).isTrue();
        assertThat(second.matches(token)).isTrue();
        assertThat(second.matches(token + "x")).isFalse();
        assertThat(second.matches("")).isFalse();
        assertThat(Files.readString(file)).startsWith("sha256:").doesNotContain(token);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aDamagedFileIsRefusedAndNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("api-token"), "sha256:12");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ApiToken.at(file, shown::add))
                .satisfies(refusal -> assertThat(refusal.code().value()).isEqualTo("ENT-2133"));
        assertThat(shown).isEmpty();
    }
}
