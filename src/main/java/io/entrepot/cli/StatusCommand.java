package io.entrepot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running server how its storefronts are. */
@Command(
        name = "status",
        description = "Show how a running server's storefronts are; exit status 1 when it does not answer.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            description = "where it serves (default: ${DEFAULT-VALUE})",
            defaultValue = "http://localhost:8080")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            description = "the API token (default: ENTREPOT_TOKEN)",
            defaultValue = "${env:ENTREPOT_TOKEN}")
    private @Nullable String token;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve("/api/v1/sync/status")).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request.build(), BodyHandlers.ofString());
            JsonNode body = new ObjectMapper().readTree(answer.body());
            out.println(body.toPrettyString());
            out.flush();
            return answer.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            out.println("no answer from " + url + ": " + e.getMessage()
                    + ". Is the server running there? Give its address with --url.");
            out.flush();
            return 1;
        }
    }
}
