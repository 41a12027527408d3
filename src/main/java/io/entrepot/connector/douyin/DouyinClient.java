package io.entrepot.connector.douyin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes the shop's calls: each is a signed POST of JSON, and what went wrong stands in the body of an answer with status 200. */
final class DouyinClient {

    /** The shop signs what it received with its names in order, so they are sent in order. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

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
    DouyinClient(URI baseUrl, Credentials credentials, String clockHeader, ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https");
        this.credentials = credentials;
        this.clockHeader = clockHeader;
        this.runtime = runtime;
    }

    /** Who calls, and for which shop. */
    record Credentials(String appKey, String secret, String shopId) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appKey + "/" + shopId;
        }
    }

    /**
     * Calls a method such as {@code order.searchList}; its path is the same with slashes.
     *
     * @param sitting of which this call is a part
     * @throws CallRefused when the shop says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String method, Map<String, ?> parameters, Sitting sitting) throws IOException {
        String token = runtime.tokens().get(root + " " + credentials, () -> ask(sitting));
        Answer answer = post(operation, method, token, parameters, sitting);
        try {
            Refused.check(answer, operation);
            return answer;
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (CallRefused refused) {
            if (refused.code().equals(DouyinCodes.TOKEN_OVER)) {
                runtime.tokens().refused(token);
            }
            throw refused;
        }
    }

    /** An app of the shop's own is given its token for the shop's number, as often as it asks. */
    private Grant ask(Sitting sitting) throws IOException {
        Answer answer = post(
                "token",
                "token.create",
                "",
                Map.of("code", "", "grant_type", "authorization_self", "shop_id", credentials.shopId()),
                sitting);
        Refused.check(answer, "token");
        Answer data = answer.object("data");
        return new Grant(data.text("access_token"), Duration.ofSeconds(data.whole("expires_in")));
    }

    private Answer post(String operation, String method, String token, Map<String, ?> parameters, Sitting sitting)
            throws IOException {
        String json = json(parameters);
        String timestamp = String.valueOf(runtime.clock().instant().getEpochSecond());
        HttpUrl url = root.newBuilder()
                .addPathSegments(method.replace('.', '/'))
                .addQueryParameter("method", method)
                .addQueryParameter("app_key", credentials.appKey())
                .addQueryParameter("access_token", token)
                .addQueryParameter("timestamp", timestamp)
                .addQueryParameter("v", "2")
                .addQueryParameter("sign_method", "hmac-sha256")
                .addQueryParameter(
                        "sign", Signature.of(credentials.appKey(), credentials.secret(), method, json, timestamp))
                .build();
        Request request = new Request.Builder()
                .url(url)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), TYPE))
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, operation, runtime.clock().instant());
            }
            Answer answer = Answer.read(text).at(response.header(clockHeader, ""));
            // An answer that does not say how it went says nothing.
            answer.whole(answer.has("code") ? "code" : "err_no");
            return answer;
        } catch (MalformedRecord unreadable) {
            throw new IOException("the shop's answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String json(Object parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
