package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends one GraphQL document to the admin API. */
final class Transport {

    private static final MediaType JSON = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));

    private final HttpUrl api;
    private final VendureOptions options;
    private final ChannelRuntime runtime;

    Transport(URI baseUrl, VendureOptions options, ChannelRuntime runtime) {
        this.api = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https")
                .newBuilder()
                .addPathSegments(options.adminPath())
                .build();
        this.options = options;
        this.runtime = runtime;
    }

    /** Where the shop's API is. */
    String address() {
        return api.toString();
    }

    private record Body(String query, Object variables) {}

    /**
     * What came back with a status of success.
     *
     * @param authToken the header that carries the session's token: null when absent, empty when the session is over
     * @param clock the header that carries the server's clock; empty when absent
     */
    record Reply(JsonNode answer, @Nullable String authToken, String clock) {}

    /**
     * Sends a document.
     *
     * @param token of the session, or null for none
     * @throws IOException when the status is none of success, or there is no usable answer; {@link Refused} says which
     */
    Reply send(Document document, Object variables, @Nullable String token, Sitting sitting) throws IOException {
        Call call = runtime.calls().newCall(request(document, variables, token));
        try (Response response = sitting.send(call)) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.byStatus(response, body, document, runtime.clock().instant());
            }
            return reply(response, body);
        }
    }

    private Reply reply(Response response, String body) throws MalformedRecord {
        return new Reply(
                VendureJson.tree(body),
                response.header("vendure-auth-token"),
                response.header(options.clockHeader(), ""));
    }

    private Request request(Document document, Object variables, @Nullable String token) {
        Request.Builder request = new Request.Builder()
                .url(api)
                .tag(Operation.class, new Operation(document.operation()))
                .tag(Urgency.class, Operations.urgency(document.operation()))
                .post(RequestBody.create(VendureJson.write(new Body(document.text(), variables)), JSON));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!options.channelToken().isEmpty()) {
            request.header("vendure-token", options.channelToken());
        }
        return request.build();
    }
}
