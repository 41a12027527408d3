package io.entrepot.simulator.shop;

import io.entrepot.channel.quota.ClockMeter;
import io.entrepot.channel.spi.Quota;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one of the shop's limits has counted. */
interface CallCount {

    /** How long a call must wait; zero when it may go. Takes nothing. */
    Duration refused();

    /** Counts a call that may go. */
    void take();

    /** The calls that are left. */
    long left();

    /** How long until all are there again. */
    Duration reset();

    static CallCount of(Quota quota, Counting counting, Clock clock) {
        return switch (counting) {
            case BUCKET -> new Full(quota, clock);
            case FIXED_WINDOW -> new Fixed(quota, clock);
            case SLIDING_WINDOW -> new Sliding(quota, clock);
        };
    }

    /** A bucket, full at first. */
    record Full(Quota quota, Bucket bucket) implements CallCount {
        Full(Quota quota, Clock clock) {
            this(
                    quota,
                    Bucket.builder()
                            .addLimit(Bandwidth.builder()
                                    .capacity(quota.burst())
                                    .refillGreedy(quota.calls(), quota.period())
                                    .build())
                            .withCustomTimePrecision(new ClockMeter(clock))
                            .build());
        }

        @Override
        public Duration refused() {
            return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        }

        @Override
        public void take() {
            bucket.tryConsume(1);
        }

        @Override
        public long left() {
            return bucket.getAvailableTokens();
        }

        @Override
        public Duration reset() {
            return quota.period().multipliedBy(quota.burst() - left()).dividedBy(quota.calls());
        }
    }

    /** Periods that follow each other. */
    final class Fixed implements CallCount {
        private final Quota quota;
        private final Clock clock;
        private Instant ends = Instant.EPOCH;
        private long taken;

        Fixed(Quota quota, Clock clock) {
            this.quota = quota;
            this.clock = clock;
        }

        @Override
        public Duration refused() {
            return left() > 0 ? Duration.ZERO : reset();
        }

        @Override
        public void take() {
            turn();
            taken++;
        }

        @Override
        public long left() {
            turn();
            return quota.calls() - taken;
        }

        @Override
        public Duration reset() {
            turn();
            return Duration.between(clock.instant(), ends);
        }

        /** Periods end a third after what a clock on the wall would make one expect. */
        private void turn() {
            Instant now = clock.instant();
            if (!now.isBefore(ends)) {
                long period = quota.period().toMillis();
                long third = period / 3;
                ends = Instant.ofEpochMilli(((now.toEpochMilli() - third) / period + 1) * period + third);
                taken = 0;
            }
        }
    }

    /** Any period. */
    final class Sliding implements CallCount {
        private final Quota quota;
        private final Clock clock;
        private final Deque<Instant> calls = new ArrayDeque<>();

        Sliding(Quota quota, Clock clock) {
            this.quota = quota;
            this.clock = clock;
        }

        @Override
        public Duration refused() {
            return left() > 0
                    ? Duration.ZERO
                    : Duration.between(clock.instant(), calls.getFirst().plus(quota.period()));
        }

        @Override
        public void take() {
            calls.addLast(clock.instant());
        }

        @Override
        public long left() {
            Instant old = clock.instant().minus(quota.period());
            while (!calls.isEmpty() && !calls.getFirst().isAfter(old)) {
                calls.removeFirst();
            }
            return quota.calls() - calls.size();
        }

        @Override
        public Duration reset() {
            left();
            return calls.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(clock.instant(), calls.getLast().plus(quota.period()));
        }
    }
}
