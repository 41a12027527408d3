package io.entrepot.connector.pinduoduo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes the platform's calls: all at one address, named by the parameter {@code type}, signed, each parameter a text. What went
 * wrong stands in the body of an answer with status 200.
 */
final class PinduoduoClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders");

    private final HttpUrl router;
    private final Credentials credentials;
    private final String clockHeader;
    private final ChannelRuntime runtime;

    /** How far the platform's clock is ahead of ours; null until it has answered. */
    private volatile @Nullable Duration ahead;

    /**
     * @param clockHeader the answers' header with the platform's clock
     */
    PinduoduoClient(URI baseUrl, Credentials credentials, String clockHeader, ChannelRuntime runtime) {
        this.router = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https")
                .newBuilder()
                .addPathSegments("api/router")
                .build();
        this.credentials = credentials;
        this.clockHeader = clockHeader;
        this.runtime = runtime;
    }

    /**
     * Who calls.
     *
     * @param accessEnds when the shop's owner has to grant anew; {@link Instant#MAX} where nobody has said
     */
    record Credentials(String clientId, String clientSecret, String accessToken, Instant accessEnds) {
        /** Names no secret. */
        @Override
        public String toString() {
            return clientId;
        }
    }

    /**
     * Makes a call.
     *
     * @param type the call's name, such as {@code pdd.goods.list.get}
     * @param sitting of which this call is a part
     * @throws CallRefused when the platform says that it was not done, or the access is said to have ended: then nothing was sent
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String type, Map<String, String> parameters, Sitting sitting) throws IOException {
        if (!runtime.clock().instant().isBefore(credentials.accessEnds())) {
            throw new CallRefused(
                    PinduoduoCodes.TOKEN_OVER,
                    "the access token ended at " + credentials.accessEnds() + "; nothing was sent",
                    false);
        }
        Answer answer = post(operation, signed(type, parameters), sitting);
        try {
            Refused.check(answer, operation);
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        }
        return answer;
    }

    /** What the platform's clock shows now, as its last answer told; it is asked when it has told none. */
    Instant theirNow(Sitting sitting) throws IOException {
        Duration known = ahead;
        return known == null ? clock(sitting).now() : runtime.clock().instant().plus(known);
    }

    /** Asks for nothing but its clock. */
    Answer clock(Sitting sitting) throws IOException {
        return call("orders", "pdd.time.get", Map.of(), sitting);
    }

    private Map<String, String> signed(String type, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("type", type);
        all.put("client_id", credentials.clientId());
        all.put("access_token", credentials.accessToken());
        all.put("data_type", "JSON");
        all.put("timestamp", String.valueOf(runtime.clock().instant().getEpochSecond()));
        all.put("sign", Signature.of(all, credentials.clientSecret()));
        return all;
    }

    private Answer post(String operation, Map<String, String> parameters, Sitting sitting) throws IOException {
        Request request = new Request.Builder()
                .url(router)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .post(RequestBody.create(json(parameters), TYPE))
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, operation, runtime.clock().instant());
            }
            Answer answer = Answer.read(text).at(response.header(clockHeader, ""));
            ahead = Duration.between(runtime.clock().instant(), answer.now());
            return answer;
        } catch (MalformedRecord unreadable) {
            throw new IOException("the platform's answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static byte[] json(Map<String, String> parameters) {
        try {
            return JSON.writeValueAsBytes(parameters);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
