package io.entrepot.connector.wechat;

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
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the shop's calls. Each is a POST of JSON; what went wrong stands in the body of an answer with status 200. */
final class WechatClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders", "token");

    private final HttpUrl root;
    private final Credentials credentials;
    private final String clockHeader;
    private final ChannelRuntime runtime;

    /**
     * @param clockHeader the answers' header with the shop's clock
     */
    WechatClient(URI baseUrl, Credentials credentials, String clockHeader, ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https");
        this.credentials = credentials;
        this.clockHeader = clockHeader;
        this.runtime = runtime;
    }

    /** Who calls. */
    record Credentials(String appId, String secret) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appId;
        }
    }

    /**
     * Calls {@code /channels/ec/PATH}.
     *
     * @param sitting of which this call is a part
     * @throws CallRefused when the shop says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String path, Map<String, ?> body, Sitting sitting) throws IOException {
        String token = runtime.tokens().get(root + " " + credentials.appId(), () -> ask(sitting));
        Answer answer = post(operation, "channels/ec/" + path, token, body, sitting);
        try {
            Refused.check(answer, operation, runtime.clock().instant());
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (CallRefused refused) {
            if (refused.code().equals(WechatCodes.TOKEN_OVER)) {
                runtime.tokens().refused(token);
            }
            throw refused;
        }
        return answer;
    }

    /** The stable token is the same for all who ask; asking does not end it. */
    private Grant ask(Sitting sitting) throws IOException {
        Answer answer = post(
                "token",
                "cgi-bin/stable_token",
                null,
                Map.of(
                        "grant_type",
                        "client_credential",
                        "appid",
                        credentials.appId(),
                        "secret",
                        credentials.secret(),
                        "force_refresh",
                        false),
                sitting);
        if (!answer.node().hasNonNull("access_token")) {
            Refused.check(answer, "token", runtime.clock().instant());
        }
        return new Grant(answer.text("access_token"), Duration.ofSeconds(answer.whole("expires_in")));
    }

    private Answer post(String operation, String path, @Nullable String token, Map<String, ?> body, Sitting sitting)
            throws IOException {
        HttpUrl.Builder url = root.newBuilder().addPathSegments(path);
        if (token != null) {
            url.addQueryParameter("access_token", token);
        }
        Request request = new Request.Builder()
                .url(url.build())
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .post(RequestBody.create(json(body), TYPE))
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

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
