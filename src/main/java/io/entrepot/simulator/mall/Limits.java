package io.entrepot.simulator.mall;

import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.WireResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many calls the shop takes. */
final class Limits {

    private record Limit(Quota quota, CallCount count) {}

    private final List<Limit> limits = new ArrayList<>();

    Limits(List<Quota> quotas, MallSettings.Counting counting, Clock clock) {
        quotas.forEach(quota -> limits.add(new Limit(quota, CallCount.of(quota, counting, clock))));
    }

    /** Counts a call. How long it must wait; empty when it may go. */
    synchronized Optional<Duration> refused(String operation) {
        Optional<Duration> wait = of(operation).stream()
                .map(limit -> limit.count().refused())
                .filter(each -> !each.isZero())
                .max(Comparator.naturalOrder());
        if (wait.isEmpty()) {
            of(operation).forEach(limit -> limit.count().take());
        }
        return wait;
    }

    /** The answer with what is left of the limit that leaves the least; header fields have whole seconds only. */
    synchronized WireResponse told(WireResponse response, String operation) {
        return of(operation).stream()
                .min(Comparator.comparingLong(limit -> limit.count().left()))
                .filter(limit -> limit.quota().period().toSeconds() > 0)
                .map(limit ->
                        response.with("RateLimit-Policy", policy(limit.quota())).with("RateLimit", left(limit)))
                .orElse(response);
    }

    private static String policy(Quota quota) {
        return "\"" + quota.operation() + "\";q=" + quota.calls() + ";w="
                + quota.period().toSeconds();
    }

    private static String left(Limit limit) {
        long seconds = limit.count().reset().plusMillis(999).toSeconds();
        return "\"" + limit.quota().operation() + "\";r=" + limit.count().left() + ";t=" + seconds;
    }

    private List<Limit> of(String operation) {
        return limits.stream()
                .filter(limit -> limit.quota().operation().equals(operation)
                        || limit.quota().operation().equals(Quota.ALL))
                .toList();
    }
}
