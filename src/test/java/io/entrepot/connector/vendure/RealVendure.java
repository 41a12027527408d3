package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Vendure server of its own, in a process of its own, on loopback, with a small shop in CNY (prices include 13 % tax, one
 * courier for 8.00, payment methods {@code pay-at-once} and {@code pay-later}). {@code .ci/vendure} installs it.
 */
public final class RealVendure implements AutoCloseable {

    private static final Path INSTALLED = Path.of("target", "vendure").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 90;

    private final Path data;
    private Process process;
    private JsonNode said;

    private RealVendure(Path data) {
        this.data = data;
    }

    /** Starts a server with its data in this folder; where Vendure is not installed the test ends as skipped and says why. */
    public static RealVendure start(Path data) {
        missing().ifPresent(why -> {
            if ("true".equals(System.getenv("ENTREPOT_NEEDS_VENDURE"))) {
                fail("No real Vendure, although ENTREPOT_NEEDS_VENDURE says that there must be one: " + why);
            }
            Assumptions.abort("Skipped, there is no real Vendure here: " + why);
        });
        RealVendure vendure = new RealVendure(data);
        vendure.launch(0);
        return vendure;
    }

    private static Optional<String> missing() {
        if (!Files.exists(INSTALLED.resolve("installed"))) {
            return Optional.of(INSTALLED + " does not hold it; run '.ci/vendure', which needs npm");
        }
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            return node.waitFor() == 0 ? Optional.empty() : Optional.of("'node --version' fails");
        } catch (IOException e) {
            return Optional.of("'node' cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Where both APIs are. */
    public URI base() {
        return URI.create(said.get("base").asText());
    }

    /** The shop's public API. */
    public URI shopApi() {
        return URI.create(said.get("shop").asText());
    }

    /** The API of the shop's staff. */
    public URI adminApi() {
        return URI.create(said.get("admin").asText());
    }

    /** The credentials of the shop's owner, by the names that the connector gives them. */
    public Map<String, String> credentials() {
        return Map.of(
                "username", said.get("username").asText(),
                "password", said.get("password").asText());
    }

    /** The shop's staff, logged in. */
    public GraphQlCaller staff() {
        GraphQlCaller caller = new GraphQlCaller(adminApi());
        caller.call(
                "mutation ($username: String!, $password: String!) {"
                        + " login(username: $username, password: $password) { __typename } }",
                credentials());
        return caller;
    }

    /** Ends the server as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Starts it again at the same address, after {@link #kill}. */
    public void restart() {
        launch(base().getPort());
    }

    @Override
    public void close() {
        process.destroy();
        ended();
    }

    private void launch(int port) {
        try {
            process = new ProcessBuilder(
                            "node", "shop.js", data.toAbsolutePath().toString(), String.valueOf(port))
                    .directory(INSTALLED.toFile())
                    .redirectError(
                            Files.createDirectories(data).resolve("vendure.log").toFile())
                    .start();
            said = JSON.readTree(Objects.requireNonNull(firstLine(), () -> "it said nothing; see " + data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String firstLine() {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return out.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void ended() {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the server does not end", e);
        }
    }
}
