package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueDigestTest {

    private static final String YAML = """
            locations: [{code: a}, {code: b}]
            storefronts:
              - id: shop
                channel: mall
                simulated: {}
                currency: CNY
                locations: [a, b]
                price-list: retail
                stock: {buffer: 1, cap: 10, share: 50}
            """;

    @TempDir
    Path directory;

    /** The digest is stored: another form of it would make every storefront look changed. */
    @Test
    void staysWhatItIs() {
        assertThat(digest(YAML)).isEqualTo("6b95f7594298fdb9447d53c2ca6811984efdf6bcd77e34ce549e403edf40ff9f");
    }

    @Test
    void differsWithEachSettingThatChangesAValueShown() {
        assertThat(Stream.of(
                                YAML,
                                YAML.replace("buffer: 1", "buffer: 2"),
                                YAML.replace("cap: 10", "cap: 11"),
                                YAML.replace(", cap: 10", ""),
                                YAML.replace("share: 50", "share: 51"),
                                YAML.replace("    locations: [a, b]", "    locations: [a]"),
                                YAML.replace("retail", "wholesale"),
                                YAML.replace("CNY", "USD"))
                        .map(this::digest))
                .doesNotHaveDuplicates();
    }

    @Test
    void staysWhenNoValueShownChanges() {
        assertThat(Stream.of(
                                YAML.replace("    locations: [a, b]", "    locations: [b, a]"),
                                YAML.replace("id: shop", "id: other"),
                                YAML.replace("simulated: {}", "simulated: {seed: 2}"),
                                YAML + "    sync: {stock: observe}\n",
                                YAML + "    options: {lowers: paid}\n")
                        .map(this::digest))
                .containsOnly(digest(YAML));
    }

    private String digest(String yaml) {
        return new ConfigFixture(directory).storefront(yaml).valueDigest();
    }
}
