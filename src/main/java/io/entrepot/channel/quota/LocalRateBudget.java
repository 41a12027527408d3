package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls of this process alone. Buckets start empty: the storefront may remember calls from before a restart. */
public final class LocalRateBudget implements RateBudget {

    private record Key(StorefrontId storefront, String operation) {}

    private final Quotas quotas;
    private final Clock clock;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    /** Counts by these quotas from now on. */
    public LocalRateBudget(Quotas quotas, Clock clock) {
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public Duration tryTake(StorefrontId storefront, String operation, Urgency urgency) {
        return counter(storefront, operation).take(urgency, true);
    }

    @Override
    public Duration waitFor(StorefrontId storefront, String operation, Urgency urgency) {
        return counter(storefront, operation).take(urgency, false);
    }

    @Override
    public void pauseUntil(StorefrontId storefront, String operation, Instant until) {
        counter(storefront, operation).pause(until);
    }

    @Override
    public long remaining(StorefrontId storefront, String operation) {
        return counter(storefront, operation).remaining();
    }

    private Counter counter(StorefrontId storefront, String operation) {
        return counters.computeIfAbsent(
                new Key(storefront, operation), key -> new Counter(quotas.of(storefront, operation), clock));
    }

    private static final class Counter {
        private final Optional<QuotaRule> rule;
        private final Optional<Bucket> bucket;
        private final Clock clock;
        private Instant pausedUntil = Instant.MIN;

        Counter(Optional<Quota> quota, Clock clock) {
            this.rule = quota.map(QuotaRule::new);
            this.clock = clock;
            this.bucket = rule.map(it -> empty(it, clock));
        }

        /** The look and the take are one step, so that two ordinary callers cannot both pass the reserve. */
        synchronized Duration take(Urgency urgency, boolean really) {
            Duration pause = pause();
            if (!pause.isZero() || bucket.isEmpty() || rule.isEmpty()) {
                return pause;
            }
            var able = bucket.get().estimateAbilityToConsume(rule.get().needed(urgency));
            if (!able.canBeConsumed()) {
                return Duration.ofNanos(able.getNanosToWaitForRefill());
            }
            if (really) {
                bucket.get().tryConsume(1);
            }
            return Duration.ZERO;
        }

        synchronized void pause(Instant until) {
            pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
        }

        synchronized long remaining() {
            return pause().isZero() ? bucket.map(Bucket::getAvailableTokens).orElse(Long.MAX_VALUE) : 0;
        }

        private Duration pause() {
            Instant now = clock.instant();
            return pausedUntil.isAfter(now) ? Duration.between(now, pausedUntil) : Duration.ZERO;
        }

        private static Bucket empty(QuotaRule rule, Clock clock) {
            return Bucket.builder()
                    .addLimit(rule.limit())
                    .withCustomTimePrecision(new ClockMeter(clock))
                    .build();
        }
    }
}
