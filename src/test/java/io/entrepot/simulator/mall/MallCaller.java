package io.entrepot.simulator.mall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls a simulator by hand, with a client that is not the connector's. */
final class MallCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI baseUrl;
    private final String token;

    MallCaller(Simulator simulator) {
        this(simulator, simulator.credentials().get("token"));
    }

    MallCaller(Simulator simulator, String token) {
        this.baseUrl = simulator.baseUrl();
        this.token = token;
    }

    record Answer(int status, JsonNode body, HttpResponse<String> whole) {}

    Answer call(String method, String target) {
        return call(method, target, "");
    }

    Answer call(String method, String target, String body) {
        HttpRequest request = HttpRequest.newBuilder(baseUrl.resolve(target))
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lists an item of one SKU and returns the SKU's id. */
    String list(String sku) {
        return list("P-" + sku, sku).at("/item/skus/0/id").asText();
    }

    JsonNode list(String code, String sku) {
        return call("PUT", "/mall/v1/items/" + code, item(sku)).body();
    }

    static String item(String sku) {
        return """
            {"title":"Tea","skus":[{"code":"%s","variant":{"size":"L"},"price":{"amount":"12.50","currency":"CNY"}}]}
            """.formatted(sku);
    }
}
