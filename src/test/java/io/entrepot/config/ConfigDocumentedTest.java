package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDocumentedTest {

    @TempDir
    Path directory;

    @Test
    void everyErrorIsExplained() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        String index = Files.readString(Path.of("docs", "errors.md"));

        assertThat(Stream.of(ConfigError.values()).map(error -> "| " + error.code() + " |"))
                .allSatisfy(row -> assertThat(page).contains(row))
                .allSatisfy(row -> assertThat(index).contains(row));
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        List<String> keys = keys(new ObjectMapper()
                .readTree(Path.of("config", "entrepot.schema.json").toFile()));

        assertThat(keys).contains("stop", "fault-percent").allSatisfy(key -> assertThat(page)
                .containsPattern("[`.]" + key + "[`.]"));
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        schema.forEach(part -> keys.addAll(keys(part)));
        return keys;
    }

    @Test
    void theExampleOnThePageIsValid() throws IOException {
        String example = Files.readString(Path.of("docs", "configuration.md")).split("```yaml\n|```\n", 3)[1];
        ConfigFixture fixture = new ConfigFixture(directory).variable("MALL_MAIN_TOKEN", "t0ken");

        assertThat(fixture.read(example).storefronts())
                .extracting(storefront -> storefront.id().value())
                .containsExactly("mall-main", "mall-trial");
    }
}
