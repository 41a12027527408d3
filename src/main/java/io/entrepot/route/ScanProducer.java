package io.entrepot.route;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Reads from a storefront one step after the other until there is no more to read now. */
final class ScanProducer extends DefaultProducer {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(250);

    private final Supplier<Optional<Duration>> step;

    /**
     * @param step does one step, and tells after which time to go on; empty when there is no more
     */
    ScanProducer(Endpoint endpoint, Supplier<Optional<Duration>> step) {
        super(endpoint);
        this.step = step;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<Duration> next = Optional.of(Duration.ZERO);
        while (next.isPresent() && !RouteEnd.isNear(exchange)) {
            next = rest(next.get()) ? step.get() : Optional.empty();
        }
    }

    /** Waits for quota; not for long, because the route may be about to end. Gives up where that would take too long. */
    private static boolean rest(Duration wait) {
        if (wait.compareTo(LONGEST) > 0) {
            return false;
        }
        LockSupport.parkNanos(Math.min(wait.toNanos(), STEP.toNanos()));
        return true;
    }
}
