package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretsNeverShownTest {

    private static final String REAL = """
            storefronts:
              - id: a
                channel: mall
                base-url: https://shop.example.com
                currency: CNY
            """;

    @TempDir
    Path directory;

    @Test
    void inWhatWasRead(CapturedOutput output) {
        ConfigFixture fixture = new ConfigFixture(directory).variable("TOKEN", "hunter2");

        EntrepotConfig config = fixture.read(REAL + "    credentials:\n      token: ${env:TOKEN}\n");

        assertThat(config.storefronts().get(0).credentials()).containsEntry("token", "hunter2");
        assertThat(config.toString()).contains("storefront a").doesNotContain("hunter2");
        assertThat(output.getAll()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    credentials:\n      token: hunter2\n",
                "    credentials:\n      token: ['hunter2']\n",
                "    credentials:\n      token: {a: hunter2}\n",
                "    credentials:\n      token: ${env:TOKEN:-hunter2}\n",
                "    credentials:\n      token: !hunter2\n",
                "    credentials:\n      token: !!hunter2 x\n",
                "    credentials:\n      token: !h!hunter2 x\n",
                "    credentials:\n      token: *hunter2\n",
                "    credentials:\n      token: &hunter2\n",
                "    credentials:\n      token: @hunter2\n",
                "    credentials:\n      token: \"hunter2\n",
                "    credentials:\n      token: \"hunter2\\q\"\n",
                "    credentials:\n      token: hunter2: x\n",
                "    credentials:\n      token:hunter2\n",
                "    credentials:\n      \"to\\nken\": hunter2\n",
                "    credentials:\n      tokn: hunter2\n",
                "    credentials: hunter2\n",
                "    credentials: [hunter2]\n",
                "    credentials:\n    token: hunter2\n",
                "    credential: {token: hunter2}\n",
                "    options: {token: hunter2}\n",
                "    credentials: {token: \"${env:TOKEN}\"}\n    options: {lowers: \"${env:TOKEN}\"}\n",
                "    credentials: {token: \"${env:TOKEN}\"}\n    price-list: me:hunter2@shop\n",
            })
    void inARefusal(String mistake, CapturedOutput output) {
        ConfigFixture fixture = new ConfigFixture(directory).variable("TOKEN", "hunter2");

        assertThat(fixture.refusal(REAL + mistake))
                .hasMessageContaining("ENT-10")
                .message()
                .doesNotContain("hunter2");
        assertThat(output.getAll()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:hunter2@shop.example.com",
                "https://me:hunter2@shop example.com",
                "ftp://me:hunter2@shop.example.com",
                "https://shop.example.com/?key=hunter2",
                "https://shop.example.com/#hunter2",
                "https://me:${env:TOKEN}@shop.example.com",
                "https://${env:TOKEN}:99999",
            })
    void inARefusedAddress(String address) {
        ConfigFixture fixture = new ConfigFixture(directory).variable("TOKEN", "hunter2");

        assertThat(fixture.refusal(REAL.replace("https://shop.example.com", "'" + address + "'")))
                .hasMessageContaining("storefronts[0].base-url")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void inARefusedFile() {
        ConfigFixture fixture = new ConfigFixture(directory);
        Path tooLarge = fixture.write("large", "hunter2".repeat(10_000));

        assertThat(fixture.refusal(REAL + "    credentials:\n      token: ${file:" + tooLarge + "}\n"))
                .hasMessageContaining("ENT-1014")
                .message()
                .doesNotContain("hunter2");
    }
}
