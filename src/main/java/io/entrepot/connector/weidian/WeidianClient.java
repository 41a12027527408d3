package io.entrepot.connector.weidian;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AccessTokens.Grant;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Makes the shop's calls. Each is a form with two texts of JSON: {@code public} names method, version and token, {@code param} says
 * what is asked for. What went wrong stands in the body of an answer with status 200.
 */
final class WeidianClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders", "token");

    private final HttpUrl root;
    private final Credentials credentials;
    private final String clockHeader;
    private final ChannelRuntime runtime;

    /**
     * @param clockHeader the answers' header with the shop's clock
     */
    WeidianClient(URI baseUrl, Credentials credentials, String clockHeader, ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https");
        this.credentials = credentials;
        this.clockHeader = clockHeader;
        this.runtime = runtime;
    }

    /** Who calls. */
    record Credentials(String appKey, String secret) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appKey;
        }
    }

    /** A method of the platform in one of its versions. */
    record Method(String name, String version) {}

    /**
     * Calls a method.
     *
     * @param sitting of which this call is a part
     * @return the whole answer, with {@code status} and {@code result}
     * @throws CallRefused when the shop says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, Method method, Map<String, ?> param, Sitting sitting) throws IOException {
        String token = runtime.tokens().get(root + " " + credentials.appKey(), () -> ask(sitting));
        Map<String, String> about =
                Map.of("method", method.name(), "access_token", token, "version", method.version(), "format", "json");
        FormBody form = new FormBody.Builder()
                .add("public", json(about))
                .add("param", json(param))
                .build();
        HttpUrl url = root.newBuilder().addPathSegment("api").build();
        Answer answer = send(operation, new Request.Builder().url(url).post(form), sitting);
        try {
            Refused.check(answer, operation);
            return answer;
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (CallRefused refused) {
            if (refused.code().equals(WeidianCodes.TOKEN_OVER)) {
                runtime.tokens().refused(token);
            }
            throw refused;
        }
    }

    /** Whether a new token ends the one before nobody says; so one is asked for, for all who call. */
    private Grant ask(Sitting sitting) throws IOException {
        HttpUrl url = root.newBuilder()
                .addPathSegment("token")
                .addQueryParameter("grant_type", "client_credential")
                .addQueryParameter("appkey", credentials.appKey())
                .addQueryParameter("secret", credentials.secret())
                .build();
        Answer answer = send("token", new Request.Builder().url(url).get(), sitting);
        Refused.check(answer, "token");
        Answer result = answer.object("result");
        Duration life = result.has("expire_in") ? Duration.ofSeconds(result.whole("expire_in")) : null;
        return new Grant(result.text("access_token"), life);
    }

    private Answer send(String operation, Request.Builder call, Sitting sitting) throws IOException {
        Request request = call.tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, operation, runtime.clock().instant());
            }
            return Answer.read(text).at(response.header(clockHeader, ""));
        } catch (MalformedRecord unreadable) {
            throw new IOException("the shop's answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
