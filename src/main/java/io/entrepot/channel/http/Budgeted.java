package io.entrepot.channel.http;

import io.entrepot.channel.quota.CallEnd;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Takes a call's quota before it is sent, and lets the budget learn from the answer. */
record Budgeted(RateBudget budget, Clock clock) implements Interceptor {

    private static final int TOO_MANY_CALLS = 429;
    private static final int UNAVAILABLE = 503;

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallTag tag = CallTag.of(chain.request());
        Instant asked = clock.instant();
        Duration wait = budget.tryTake(tag.storefront(), tag.operation(), tag.urgency());
        if (!wait.isZero()) {
            throw new QuotaExhausted(tag.operation(), wait);
        }
        try {
            Response response = chain.proceed(chain.request());
            ended(tag, asked, response);
            return response;
        } catch (IOException failure) {
            ended(tag, asked, null);
            throw failure;
        }
    }

    private void ended(CallTag tag, Instant asked, @Nullable Response answer) {
        Instant now = clock.instant();
        CallEnd end = answer == null
                ? new CallEnd(asked, now, false, null, null)
                : new CallEnd(
                        asked,
                        now,
                        answer.code() == TOO_MANY_CALLS,
                        pause(answer, now),
                        QuotaWords.of(answer.headers(), tag.headers(), now));
        budget.ended(tag.storefront(), tag.operation(), end);
    }

    private static @Nullable Duration pause(Response answer, Instant now) {
        boolean busy = answer.code() == TOO_MANY_CALLS || answer.code() == UNAVAILABLE;
        return busy ? RetryAfter.read(answer.header("Retry-After"), now).orElse(null) : null;
    }
}
