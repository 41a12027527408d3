package io.entrepot.channel.kit.wechat;

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
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one of WeChat's accounts: a shop, a mini-program, an official account. All but a few are a POST of JSON,
 * and each has the stable token; what went wrong stands in the body of an answer with status 200.
 */
public final class WechatCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final String TOKEN = "token";

    private final HttpUrl root;
    private final Account account;
    private final Meaning meaning;
    private final String clockHeader;
    private final Function<String, Urgency> urgency;
    private final ChannelRuntime runtime;

    /** Who calls. */
    public record Account(String appId, String secret) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appId;
        }
    }

    /** What the answers mean to that kind of account. */
    public interface Meaning {
        /**
         * Throws what an answer says, unless it says that all is well.
         *
         * @throws CallRefused when it was not done; with {@link #tokenOver} when the token is no longer taken
         * @throws QuotaExhausted when there were too many calls
         * @throws IOException when nobody knows
         */
        void check(Answer answer, String operation, Instant now) throws IOException;

        /** What a refusal is that no more is known of. */
        ErrorCode refused();

        /** What it is when the token is no longer taken. */
        ErrorCode tokenOver();
    }

    /**
     * @param clockHeader the answers' header with WeChat's clock
     * @param urgency of each operation
     */
    public WechatCalls(
            URI baseUrl,
            Account account,
            Meaning meaning,
            String clockHeader,
            Function<String, Urgency> urgency,
            ChannelRuntime runtime) {
        this.root = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https");
        this.account = account;
        this.meaning = meaning;
        this.clockHeader = clockHeader;
        this.urgency = urgency;
        this.runtime = runtime;
    }

    /**
     * Makes a call with the account's token.
     *
     * @param path below the base URL
     * @param sitting of which this call is a part
     * @throws CallRefused when WeChat says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    public Answer call(String operation, String path, Map<String, ?> body, Sitting sitting) throws IOException {
        return trusted(operation, url(path), json(body), sitting);
    }

    /**
     * As {@link #call}, for the few calls that are a GET.
     *
     * @param query beside the token
     */
    public Answer read(String operation, String path, Map<String, String> query, Sitting sitting) throws IOException {
        HttpUrl.Builder url = url(path);
        query.forEach(url::addQueryParameter);
        return trusted(operation, url, null, sitting);
    }

    private Answer trusted(String operation, HttpUrl.Builder to, @Nullable RequestBody body, Sitting sitting)
            throws IOException {
        String token = runtime.tokens().get(root + " " + account.appId(), () -> ask(sitting));
        HttpUrl url = to.addQueryParameter("access_token", token).build();
        Answer answer = send(operation, url, body, sitting);
        try {
            meaning.check(answer, operation, runtime.clock().instant());
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (CallRefused refused) {
            if (refused.code().equals(meaning.tokenOver())) {
                runtime.tokens().refused(token);
            }
            throw refused;
        }
        return answer;
    }

    /** Daily limits begin anew at midnight in China; who waits asks again after half an hour at the latest. */
    public static Duration untilTomorrow(Instant now) {
        Instant midnight =
                now.atZone(SHANGHAI).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
        Duration wait = Duration.between(now, midnight);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** The stable token is the same for all who ask; asking does not end it. */
    private Grant ask(Sitting sitting) throws IOException {
        Map<String, ?> question = Map.of(
                "grant_type",
                "client_credential",
                "appid",
                account.appId(),
                "secret",
                account.secret(),
                "force_refresh",
                false);
        Answer answer = send(TOKEN, url("cgi-bin/stable_token").build(), json(question), sitting);
        if (!answer.has("access_token")) {
            meaning.check(answer, TOKEN, runtime.clock().instant());
        }
        return new Grant(answer.text("access_token"), Duration.ofSeconds(answer.whole("expires_in")));
    }

    private HttpUrl.Builder url(String path) {
        return root.newBuilder().addPathSegments(path);
    }

    private Answer send(String operation, HttpUrl url, @Nullable RequestBody body, Sitting sitting) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, urgency.apply(operation))
                .method(body == null ? "GET" : "POST", body)
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw failed(response, operation);
            }
            return Answer.read(text).at(response.header(clockHeader, ""));
        } catch (MalformedRecord unreadable) {
            throw new IOException("WeChat's answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private IOException failed(Response response, String operation) {
        int status = response.code();
        if (status == 429) {
            Instant now = runtime.clock().instant();
            return new QuotaExhausted(
                    operation,
                    RetryAfter.read(response.header("Retry-After"), now).orElse(A_MOMENT));
        }
        return status == 408 || status >= 500
                ? new IOException("WeChat, or a proxy before it, answered " + status)
                : new CallRefused(meaning.refused(), "WeChat refused the call (status " + status + ")", false);
    }

    private static RequestBody json(Object body) {
        try {
            return RequestBody.create(JSON.writeValueAsBytes(body), TYPE);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
