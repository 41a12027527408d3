package io.entrepot.connector.mall;

import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes the shop's calls. */
final class MallClient {

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders");

    private static final MediaType JSON = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));

    private final HttpUrl root;
    private final String token;
    private final ChannelRuntime runtime;

    MallClient(URI baseUrl, String token, ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https")
                .newBuilder()
                .addPathSegments("mall/v1")
                .build();
        this.token = token;
        this.runtime = runtime;
    }

    /** The shop's answer, and its clock when it answered. */
    record Answer(String body, String storefrontNow) {
        <T> T as(Class<T> type) throws MalformedRecord {
            return MallJson.read(body, type);
        }

        Instant now() throws MalformedRecord {
            try {
                return Instant.parse(storefrontNow);
            } catch (DateTimeException e) {
                throw new MalformedRecord("header 'X-Mall-Now' is no instant: '" + storefrontNow + "'");
            }
        }
    }

    /** Calls one of an operation's endpoints; {@code rest} adds what follows in the path and the query. */
    Answer get(String operation, Consumer<HttpUrl.Builder> rest) throws IOException {
        return send(request(operation, rest).get().build());
    }

    Answer post(String operation, Consumer<HttpUrl.Builder> rest, Object body) throws IOException {
        return send(request(operation, rest).post(json(body)).build());
    }

    /** Tells something of an order; all that is told counts as {@code parcels}. */
    Answer tell(String orderNo, String what, Object body) throws IOException {
        HttpUrl url = root.newBuilder()
                .addPathSegment("orders")
                .addPathSegment(orderNo)
                .addPathSegment(what)
                .build();
        return send(request("parcels", url).post(json(body)).build());
    }

    Answer put(String operation, Consumer<HttpUrl.Builder> rest, Object body) throws IOException {
        return send(request(operation, rest).put(json(body)).build());
    }

    private Request.Builder request(String operation, Consumer<HttpUrl.Builder> rest) {
        HttpUrl.Builder url = root.newBuilder().addPathSegment(operation);
        rest.accept(url);
        return request(operation, url.build());
    }

    private Request.Builder request(String operation, HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(Request request) throws IOException {
        try (Response response = runtime.calls().newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, body, request, runtime.clock().instant());
            }
            return new Answer(body, response.header("X-Mall-Now", ""));
        }
    }

    private static RequestBody json(Object body) {
        return RequestBody.create(MallJson.write(body), JSON);
    }
}
