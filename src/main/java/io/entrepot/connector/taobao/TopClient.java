package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Makes the gateway's calls. Each is a POST of a form to one address; what went wrong stands in the body of an answer with status 200. */
final class TopClient {

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders");

    private final HttpUrl address;
    private final Account account;
    private final String clockHeader;
    private final ChannelRuntime runtime;

    /**
     * @param clockHeader the answers' header with the gateway's clock
     */
    TopClient(URI baseUrl, Account account, String clockHeader, ChannelRuntime runtime) {
        this.address = Objects.requireNonNull(HttpUrl.get(baseUrl), "base URL is http or https")
                .newBuilder()
                .addPathSegments("router/rest")
                .build();
        this.account = account;
        this.clockHeader = clockHeader;
        this.runtime = runtime;
    }

    /**
     * Who calls, and for which seller.
     *
     * @param sessionEnds when the seller has to authorise anew; {@link Instant#MAX} where nobody has said
     */
    record Account(String appKey, String secret, String session, TopSign sign, Instant sessionEnds) {
        /** Names no secret. */
        @Override
        public String toString() {
            return appKey;
        }
    }

    /**
     * Calls a method, such as {@code taobao.trade.fullinfo.get}.
     *
     * @param sitting of which this call is a part
     * @return what stands in the answer's only field
     * @throws CallRefused when the gateway, or what is behind it, says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String method, Map<String, String> parameters, Sitting sitting) throws IOException {
        if (!runtime.clock().instant().isBefore(account.sessionEnds())) {
            throw new CallRefused(
                    TaobaoCodes.SESSION_OVER,
                    "the session ended at " + account.sessionEnds() + "; nothing was sent",
                    false);
        }
        Answer answer = post(operation, signed(method, parameters), sitting);
        try {
            if (answer.has("error_response")) {
                throw Refused.by(answer.object("error_response"), operation);
            }
            return answer.object(field(method));
        } catch (QuotaExhausted tooMany) {
            runtime.tooManyCalls(operation, tooMany.waitFor());
            throw tooMany;
        } catch (MalformedRecord unreadable) {
            throw new IOException("the answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The objects of a list, which the wire wraps once more: {@code "orders": {"order": […]}}. */
    static List<Answer> list(Answer from, String name, String one) throws MalformedRecord {
        return from.has(name) ? from.object(name).list(one) : List.of();
    }

    private static String field(String method) {
        String name = method.startsWith("taobao.") ? method.substring("taobao.".length()) : method;
        return name.replace('.', '_') + "_response";
    }

    private Map<String, String> signed(String method, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("method", method);
        all.put("app_key", account.appKey());
        all.put("session", account.session());
        all.put("timestamp", Answer.shanghai(runtime.clock().instant()));
        all.put("format", "json");
        all.put("v", "2.0");
        all.put("sign_method", account.sign().word());
        all.put("sign", account.sign().of(all, account.secret()));
        return all;
    }

    private Answer post(String operation, Map<String, String> parameters, Sitting sitting) throws IOException {
        FormBody.Builder form = new FormBody.Builder();
        parameters.forEach(form::add);
        Request request = new Request.Builder()
                .url(address)
                .tag(Operation.class, new Operation(operation))
                .tag(Urgency.class, URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY)
                .post(form.build())
                .build();
        try (Response response = sitting.send(runtime.calls().newCall(request))) {
            String text = response.body().string();
            if (!response.isSuccessful()) {
                throw Refused.by(response, operation, runtime.clock().instant());
            }
            return Answer.read(text).at(response.header(clockHeader, ""));
        } catch (MalformedRecord unreadable) {
            throw new IOException("the answer cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
