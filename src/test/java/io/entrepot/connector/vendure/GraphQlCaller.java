package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody who calls a GraphQL API of Vendure directly, by hand as it were, and keeps the session it is given. */
public final class GraphQlCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private String token = "";

    public GraphQlCaller(URI api) {
        this.api = api;
    }

    /** The answer's data. */
    public JsonNode call(String document, Map<String, ?> variables) {
        JsonNode answer = ask(document, variables);
        if (answer.has("errors")) {
            throw new IllegalStateException(answer.get("errors").toString());
        }
        return answer.get("data");
    }

    /** The answer as it is, with its errors. */
    public JsonNode ask(String document, Map<String, ?> variables) {
        ObjectNode body = JSON.createObjectNode().put("query", document);
        body.set("variables", JSON.valueToTree(variables));
        HttpRequest.Builder request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().firstValue("vendure-auth-token").ifPresent(given -> token = given);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
