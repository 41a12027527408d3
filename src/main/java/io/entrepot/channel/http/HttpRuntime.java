package io.entrepot.channel.http;

import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.QuotaHeaders;
import io.entrepot.model.StorefrontId;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** One storefront's view of the shared client. */
record HttpRuntime(
        OkHttpClient client,
        RateBudget budget,
        Clock clock,
        StorefrontId storefront,
        Urgency urgency,
        QuotaHeaders headers,
        AccessTokens tokens)
        implements ChannelRuntime {

    @Override
    public Call.Factory calls() {
        return request -> client.newCall(tagged(request));
    }

    @Override
    public void tooManyCalls(String operation, Duration wait) {
        budget.pauseUntil(storefront, operation, clock.instant().plus(wait));
    }

    private Request tagged(Request request) {
        Operation operation = request.tag(Operation.class);
        CallTag tag = new CallTag(
                storefront,
                operation == null ? "other" : operation.name(),
                new CallTerms(urgencyOf(request), CallTerms.current().overBy()),
                headers);
        return request.newBuilder().tag(CallTag.class, tag).build();
    }

    private Urgency urgencyOf(Request request) {
        Urgency own = request.tag(Urgency.class);
        return CallTerms.current().saidUrgency().orElse(own == null ? urgency : own);
    }
}
