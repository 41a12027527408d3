package io.entrepot.connector.miniprogram;

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
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Makes a mini-program's calls. Each is a POST of JSON; what went wrong stands in the body of an answer with status 200. */
record MiniprogramClient(URI baseUrl, Account account, ChannelRuntime runtime) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));

    /** Who calls. */
    record Account(String appId, String secret) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appId;
        }
    }

    /**
     * Makes a call with the mini-program's token.
     *
     * @param sitting of which this call is a part
     * @throws CallRefused when WeChat says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String path, Map<String, ?> body, Sitting sitting) throws IOException {
        String token = runtime.tokens().get(baseUrl + " " + account.appId(), () -> ask(sitting));
        HttpUrl url = url(path).addQueryParameter("access_token", token).build();
        Answer answer = post(operation, url, body, sitting);
        try {
            Refused.check(answer, operation, runtime.clock().instant());
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (CallRefused refused) {
            if (refused.code().equals(MiniprogramCodes.TOKEN_OVER)) {
                runtime.tokens().refused(token);
            }
            throw refused;
        }
        return answer;
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
        Answer answer = post("token", url("cgi-bin/stable_token").build(), question, sitting);
        if (!answer.has("access_token")) {
            Refused.check(answer, "token", runtime.clock().instant());
        }
        return new Grant(answer.text("access_token"), Duration.ofSeconds(answer.whole("expires_in")));
    }

    private HttpUrl.Builder url(String path) {
        return HttpUrl.get(baseUrl.toString()).newBuilder().addPathSegments(path);
    }

    private Answer post(String operation, HttpUrl url, Map<String, ?> body, Sitting sitting) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, operation.equals("messages") ? Urgency.BULK : Urgency.ORDINARY)
                .post(RequestBody.create(json(body), TYPE))
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, operation, runtime.clock().instant());
            }
            return Answer.read(text);
        } catch (MalformedRecord unreadable) {
            throw new IOException("WeChat's answer cannot be read: " + unreadable.getMessage(), unreadable);
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
