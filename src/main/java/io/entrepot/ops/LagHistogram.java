package io.entrepot.ops;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.LagRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measures how long changes take to be taken by storefronts, and to be seen there: as histograms, and as the last hour's percentiles. */
@Component
public final class LagHistogram implements LagRecord {

    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500),
        Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5),
        Duration.ofMinutes(30), Duration.ofHours(2)
    };

    /** How far a change has come. */
    enum Step {
        /** The storefront has taken it. */
        ACCEPTED("entrepot.lag.accepted", "from the commit of a change to its being taken by the storefront"),
        /** It was seen there. */
        VERIFIED("entrepot.lag", "from the commit of a change to its being seen on the storefront");

        private final String metric;
        private final String meaning;

        Step(String metric, String meaning) {
            this.metric = metric;
            this.meaning = meaning;
        }
    }

    private record Lane(StorefrontId storefront, Aspect aspect) {}

    private final MeterRegistry registry;
    private final MeterRegistry lastHour = new SimpleMeterRegistry();
    private final Map<Lane, Instant> lastVerified = new ConcurrentHashMap<>();
    private final Clock clock;

    /** Publishes to that registry. */
    public LagHistogram(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * How long changes took in the last hour, in milliseconds.
     *
     * @param count how many came so far
     */
    public record Lag(long count, long p50Ms, long p95Ms, long p99Ms) {}

    @Override
    public void verified(StorefrontId storefront, Aspect aspect, Duration sinceWanted) {
        record(storefront, aspect, Step.VERIFIED, sinceWanted);
        lastVerified.put(new Lane(storefront, aspect), clock.instant());
    }

    @Override
    public void accepted(StorefrontId storefront, Aspect aspect, Duration sinceWanted) {
        record(storefront, aspect, Step.ACCEPTED, sinceWanted);
    }

    private void record(StorefrontId storefront, Aspect aspect, Step step, Duration sinceWanted) {
        Duration lag = sinceWanted.isNegative() ? Duration.ZERO : sinceWanted;
        timer(storefront, aspect, step, step.metric)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(lag);
        hour(storefront, aspect, step).record(lag);
    }

    /** When this process last saw a change of that lane on its storefront, or null when it has not yet. */
    @Nullable
    Instant lastVerified(StorefrontId storefront, Aspect aspect) {
        return lastVerified.get(new Lane(storefront, aspect));
    }

    /** The last hour's lag up to that step as this process saw it, or null when it saw none since it started. */
    @Nullable
    Lag lastHour(StorefrontId storefront, Aspect aspect, Step step) {
        Timer hour = hour(storefront, aspect, step);
        if (hour.count() == 0) {
            return null;
        }
        var snapshot = hour.takeSnapshot();
        ValueAtPercentile[] values = snapshot.percentileValues();
        return new Lag(snapshot.count(), millis(values[0]), millis(values[1]), millis(values[2]));
    }

    private static long millis(ValueAtPercentile value) {
        return Math.round(value.value(TimeUnit.MILLISECONDS));
    }

    private Timer hour(StorefrontId storefront, Aspect aspect, Step step) {
        return timer(storefront, aspect, step, "hour." + step)
                .publishPercentiles(PERCENTILES)
                .distributionStatisticExpiry(Duration.ofHours(1))
                .register(lastHour);
    }

    private static Timer.Builder timer(StorefrontId storefront, Aspect aspect, Step step, String name) {
        return Timer.builder(name)
                .description(step.meaning)
                .tag("storefront", storefront.value())
                .tag("aspect", aspect.id());
    }
}
