package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.Entrepot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter err = new StringWriter();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void printsOneLineOfJsonAndServesUntilItIsToldToEnd() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Entrepot.class.getName(),
                        "simulate",
                        "mall",
                        "--port",
                        "0",
                        "--option",
                        "stock-write=delta",
                        "--option",
                        "visibility-lag=0s")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader()) {
            JsonNode started = JSON.readTree(out.readLine());
            assertThat(URI.create(started.path("base_url").asText()).getHost()).isEqualTo("127.0.0.1");
            String listing = "{\"title\":\"Tea\",\"price\":{\"amount\":\"1.00\",\"currency\":\"CNY\"},\"quantity\":5}";
            assertThat(call("POST", started.path("control_url").asText() + "/listings", "", listing))
                    .isEqualTo(200);
            String token = started.at("/credentials/token").asText();
            String deltas = started.path("base_url").asText() + "/mall/v1/stock/deltas";
            assertThat(call("POST", deltas, token, "{\"changes\":[]}")).isEqualTo(200);
            assertThat(call("POST", deltas, "wrong", "{\"changes\":[]}")).isEqualTo(401);
            // The process's own destroy would close its output, too.
            process.toHandle().destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(out.lines()).as("what else it printed").isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENT-3001, tabao, visibility-lag=1s, mall",
        "ENT-3002, mall, stock-wriet=delta, stock-write",
        "ENT-3002, wechat-official-account, oder-field=thing1, order-field",
        "ENT-3002, wechat-official-account, tittle-field=thing1, title-field",
        "ENT-3002, mall, stock-write=often, compare-and-set"
    })
    void aMistakeIsNamedWithWhatToWriteInstead(String id, String channel, String option, String instead) {
        assertThat(run("simulate", channel, "--option", option)).isEqualTo(1);
        assertThat(err.toString()).startsWith(id).contains(instead);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("simulate", "mall", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
            assertThat(err.toString()).startsWith("ENT-3004").contains(String.valueOf(taken.getLocalPort()));
        }
        assertThat(run("simulate", "mall", "--port", "99999")).isEqualTo(1);
    }

    private int run(String... arguments) {
        CommandLine line = Commands.line().setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private int call(String method, String url, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
