package io.entrepot.simulator.shop;

import io.entrepot.channel.spi.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many calls the shop takes. Safe for several threads. */
public final class Limits {

    private record Limit(Quota quota, CallCount count) {}

    private final List<Limit> limits = new ArrayList<>();

    /** Limits of which each counts the calls of its operation, or all. */
    public Limits(List<Quota> quotas, Counting counting, Clock clock) {
        quotas.forEach(quota -> limits.add(new Limit(quota, CallCount.of(quota, counting, clock))));
    }

    /** Counts a call. How long it must wait; empty when it may go. */
    public synchronized Optional<Duration> refused(String operation) {
        Optional<Duration> wait = of(operation).stream()
                .map(limit -> limit.count().refused())
                .filter(each -> !each.isZero())
                .max(Comparator.naturalOrder());
        if (wait.isEmpty()) {
            of(operation).forEach(limit -> limit.count().take());
        }
        return wait;
    }

    /** What is left of the limit that leaves the least to this operation; empty where it has none. */
    public synchronized Optional<Left> left(String operation) {
        return of(operation).stream()
                .map(limit -> new Left(
                        limit.quota(), limit.count().left(), limit.count().reset()))
                .min(Comparator.comparingLong(Left::calls));
    }

    /**
     * What is left of a limit.
     *
     * @param reset how long until all calls are there again
     */
    public record Left(Quota quota, long calls, Duration reset) {}

    private List<Limit> of(String operation) {
        return limits.stream()
                .filter(limit -> limit.quota().operation().equals(operation)
                        || limit.quota().operation().equals(Quota.ALL))
                .toList();
    }
}
