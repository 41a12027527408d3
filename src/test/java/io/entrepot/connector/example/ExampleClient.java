package io.entrepot.connector.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes the shop's calls, and says what its errors mean. */
final class ExampleClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3901");
    private static final ErrorCode KEY_REFUSED = new ErrorCode("ENT-3902");
    private static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3903");

    private final HttpUrl root;
    private final String key;
    private final ChannelRuntime runtime;

    ExampleClient(URI baseUrl, String key, ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https");
        this.key = key;
        this.runtime = runtime;
    }

    JsonNode get(String operation, Consumer<HttpUrl.Builder> rest) throws IOException {
        return send(request(operation, rest).get().build(), operation);
    }

    JsonNode put(String operation, JsonNode body) throws IOException {
        RequestBody json = RequestBody.create(body.toString(), MediaType.parse("application/json"));
        return send(request(operation, url -> {}).put(json).build(), operation);
    }

    /** What a write comes to whose call failed so: only what is proven not to have been done may be called so. */
    static Outcome outcomeOf(IOException failure) {
        if (failure instanceof QuotaExhausted exhausted) {
            return new Outcome.Throttled(exhausted.waitFor());
        }
        if (failure instanceof CallRefused refused) {
            return refused.outcome();
        }
        if (NotSent.isProvenBy(failure)) {
            return new Outcome.NotDone(UNREACHABLE, UNREACHABLE + ": the shop cannot be reached");
        }
        return new Outcome.Unknown("no usable answer: " + failure.getMessage());
    }

    private Request.Builder request(String operation, Consumer<HttpUrl.Builder> rest) {
        HttpUrl.Builder url = root.newBuilder().addPathSegment(operation);
        rest.accept(url);
        return new Request.Builder()
                .url(url.build())
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, Urgency.URGENT)
                .header("X-Key", key);
    }

    private JsonNode send(Request request, String operation) throws IOException {
        try (Response response = runtime.calls().newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                throw failure(response, operation);
            }
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("the answer is no JSON: " + e.getOriginalMessage());
        }
    }

    private IOException failure(Response response, String operation) {
        int status = response.code();
        if (status == 429) {
            Duration wait = RetryAfter.read(
                            response.header("Retry-After"), runtime.clock().instant())
                    .orElse(Duration.ofSeconds(1));
            return new QuotaExhausted(operation, wait);
        }
        if (status == 401) {
            return new CallRefused(KEY_REFUSED, "the shop takes the key no more: set a new one", false);
        }
        return status == 408 || status >= 500
                ? new IOException("the shop answered " + status)
                : new CallRefused(CALL_REFUSED, "the shop refused the call with " + status, false);
    }
}
