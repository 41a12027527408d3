package io.entrepot.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSettingsTest {

    @Test
    void refuseAnAddressOfAnotherDatabase() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:oracle:thin:@//h/s?password=secret", "u", "p"))
                .hasMessageContaining("jdbc:oracle:thin:@//h/s")
                .hasMessageNotContaining("secret")
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).hasToString("ENT-1200");
                    assertThat(refusal.remedy()).contains("jdbc:postgresql:", "jdbc:mariadb:", "jdbc:h2:");
                });
    }

    @Test
    void refuseTooFewConnections() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:h2:mem:x", "u", "p", 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1 database connection");
    }

    @Test
    void keepThePasswordToThemselves() {
        assertThat(new DatabaseSettings("jdbc:postgresql://h/d?password=secret", "u", "secret"))
                .hasToString("database jdbc:postgresql://h/d as 'u'");
    }

    @Test
    void areRefusedWhenNothingAnswersThere() {
        assertThatThrownBy(() -> OpenDatabase.open(new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/d", "u", "p")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/d")
                .hasMessageContaining("'u'");
    }

    @Test
    void areRefusedWhenTheFileIsNoDatabase(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broken.mv.db"), "this is no database");
        assertThatThrownBy(() -> OpenDatabase.open(new DatabaseSettings("jdbc:h2:" + folder + "/broken", "sa", "")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("broken");
    }
}
