package io.entrepot.channel.http;

import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Takes a call's quota before it is sent, and pauses the operation when the storefront asks for it. */
record Budgeted(RateBudget budget, Clock clock) implements Interceptor {

    private static final Duration UNNAMED_PAUSE = Duration.ofSeconds(1);

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallTag tag = CallTag.of(chain.request());
        Duration wait = budget.tryTake(tag.storefront(), tag.operation(), tag.urgency());
        if (!wait.isZero()) {
            throw new QuotaExhausted(tag.operation(), wait);
        }
        Response response = chain.proceed(chain.request());
        heed(response, tag);
        return response;
    }

    private void heed(Response response, CallTag tag) {
        Instant now = clock.instant();
        var asked = RetryAfter.read(response.header("Retry-After"), now);
        if (response.code() == 429) {
            budget.pauseUntil(tag.storefront(), tag.operation(), now.plus(asked.orElse(UNNAMED_PAUSE)));
        } else if (response.code() == 503) {
            asked.ifPresent(wait -> budget.pauseUntil(tag.storefront(), tag.operation(), now.plus(wait)));
        }
    }
}
