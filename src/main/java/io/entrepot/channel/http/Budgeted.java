package io.entrepot.channel.http;

import io.entrepot.channel.quota.CallEnd;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Takes a call's quota before it is sent, and lets the budget learn from the answer. */
record Budgeted(RateBudget budget, Clock clock) implements Interceptor {

    private static final int TOO_MANY_CALLS = 429;
    private static final int UNAVAILABLE = 503;

    /** So long at most a call of what fell to nothing waits here for its quota. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallTag tag = CallTag.of(chain.request());
        Instant asked = take(tag);
        try {
            Response response = chain.proceed(chain.request());
            ended(tag, asked, response);
            return response;
        } catch (IOException failure) {
            ended(tag, asked, null);
            throw failure;
        }
    }

    /**
     * Takes the quota of one call. The next one is kept for what fell to nothing; if that is a moment away it waits, because who
     * gives up and comes again has everything to compute anew.
     *
     * @return an instant not later than that at which it was taken
     * @throws QuotaExhausted when there is none
     */
    private Instant take(CallTag tag) throws IOException {
        Duration patience = tag.urgency() == Urgency.EMPTIED ? MOMENT : Duration.ZERO;
        while (true) {
            Instant asked = clock.instant();
            Duration wait = budget.tryTake(tag.storefront(), tag.operation(), tag.urgency());
            if (wait.isZero()) {
                return asked;
            }
            if (wait.compareTo(patience) > 0) {
                throw new QuotaExhausted(tag.operation(), wait);
            }
            patience = patience.minus(wait);
            await(wait);
        }
    }

    private static void await(Duration wait) throws NotSent {
        LockSupport.parkNanos(wait.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new NotSent(new InterruptedIOException("interrupted while waiting for quota"));
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
