package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What editors are told and what the program reads is the same; full.yaml has each key with a value of its own. */
class SchemaAgreementTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path directory;

    private ConfigFixture fixture;
    private JsonNode schema;
    private JsonNode full;

    @BeforeEach
    void load() throws IOException {
        fixture = new ConfigFixture(directory)
                .variable("HOST", "shop.example.com")
                .variable("TOKEN", "t0ken");
        schema = JSON.readTree(Path.of("config", "entrepot.schema.json").toFile());
        full = YAML.readTree(full());
    }

    static String full() {
        try (InputStream in = Objects.requireNonNull(SchemaAgreementTest.class.getResourceAsStream("full.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theProgramCarriesTheFileThatEditorsRead() throws IOException {
        try (InputStream carried =
                Objects.requireNonNull(ConfigReader.class.getResourceAsStream("entrepot.schema.json"))) {
            assertThat(carried.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of("config", "entrepot.schema.json")));
        }
    }

    @Test
    void everyKeyOfTheSchemaHasADescription() {
        Set<String> undescribed = new TreeSet<>();
        walk(schema, "", (path, node) -> {
            if (node.path("description").asText().isEmpty()) {
                undescribed.add(path);
            }
        });
        assertThat(undescribed).isEmpty();
    }

    @Test
    void theFullExampleHasEveryKeyOfTheSchemaAndNoOther() {
        Set<String> keys = new TreeSet<>();
        walk(schema, "", (path, node) -> keys.add(path));
        Set<String> used = new TreeSet<>();
        used.add("");
        pointers(full, JsonPointer.empty()).forEach(pointer -> used.add(general(pointer)));

        assertThat(used).isEqualTo(keys);
    }

    @Test
    void everyKeyMakesADifferenceToWhatIsRead() {
        EntrepotConfig whole = fixture.read(full.toString());

        for (JsonPointer pointer : pointers(full, JsonPointer.empty())) {
            JsonNode without = full.deepCopy();
            if (without.at(pointer.head()) instanceof ObjectNode owner) {
                owner.remove(pointer.last().getMatchingProperty());
                assertThat(readOrRefused(without)).as("without %s", pointer).isNotEqualTo(whole);
            }
        }
    }

    @Test
    void aKeyThatIsLeftOutHasTheDefaultThatTheSchemaTells() {
        for (JsonPointer pointer : pointers(full, JsonPointer.empty())) {
            JsonNode told = described(general(pointer)).path("default");
            if (!told.isMissingNode()) {
                JsonNode without = full.deepCopy();
                ((ObjectNode) without.at(pointer.head())).remove(pointer.last().getMatchingProperty());
                JsonNode with = full.deepCopy();
                ((ObjectNode) with.at(pointer.head())).set(pointer.last().getMatchingProperty(), told);
                assertThat(readOrRefused(without)).as("%s", pointer).isEqualTo(readOrRefused(with));
            }
        }
    }

    /** What is read; where it is refused, what is wrong, wherever it stands. */
    private Object readOrRefused(JsonNode config) {
        try {
            return fixture.read(config.toString());
        } catch (ConfigRefused e) {
            return e.problems().stream()
                    .map(problem -> problem.path() + ": " + problem.problem())
                    .toList();
        }
    }

    private interface Visitor {
        void visit(String path, JsonNode described);
    }

    private JsonNode described(String wanted) {
        List<JsonNode> found = new ArrayList<>();
        walk(schema, "", (path, node) -> {
            if (path.equals(wanted)) {
                found.add(node);
            }
        });
        return found.get(0);
    }

    /** Visits each value that the schema describes, as {@code /storefronts/0/options/*}. */
    private void walk(JsonNode described, String path, Visitor visitor) {
        JsonNode node = resolve(described);
        visitor.visit(path, node);
        node.path("properties").fields().forEachRemaining(e -> walk(e.getValue(), path + "/" + e.getKey(), visitor));
        if (node.path("additionalProperties").isObject()) {
            walk(node.path("additionalProperties"), path + "/*", visitor);
        }
        if (node.has("items")) {
            walk(node.path("items"), path + "/0", visitor);
        }
    }

    private JsonNode resolve(JsonNode described) {
        if (!described.has("$ref")) {
            return described;
        }
        ObjectNode merged =
                schema.at(described.path("$ref").asText().substring(1)).deepCopy();
        described.fields().forEachRemaining(e -> merged.set(e.getKey(), e.getValue()));
        return merged;
    }

    private static List<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        List<JsonPointer> pointers = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> pointers.add(at.appendProperty(name)));
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            pointers.add(at.appendIndex(i));
        }
        List<JsonPointer> all = new ArrayList<>(pointers);
        pointers.forEach(
                pointer -> all.addAll(pointers(node.at("/" + pointer.last().getMatchingProperty()), pointer)));
        return all;
    }

    private static String general(JsonPointer pointer) {
        return pointer.toString()
                .replaceAll("/[0-9]+", "/0")
                .replaceAll("/(credentials|options|quotas)/[^/]+", "/$1/*");
    }
}
