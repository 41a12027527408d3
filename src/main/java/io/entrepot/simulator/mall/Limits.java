package io.entrepot.simulator.mall;

import io.entrepot.channel.quota.ClockMeter;
import io.entrepot.channel.spi.Quota;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many calls the shop takes; its buckets are full at first. */
final class Limits {

    private final Map<String, Bucket> buckets;

    Limits(List<Quota> quotas, Clock clock) {
        buckets = quotas.stream().collect(Collectors.toMap(Quota::operation, bucket(new ClockMeter(clock))));
    }

    /** How long a call must wait; empty when it may go. */
    Optional<Duration> refused(String operation) {
        Bucket bucket = buckets.get(operation);
        if (bucket == null) {
            return Optional.empty();
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Function<Quota, Bucket> bucket(ClockMeter meter) {
        return quota -> Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(quota.burst())
                        .refillGreedy(quota.calls(), quota.period())
                        .build())
                .withCustomTimePrecision(meter)
                .build();
    }
}
