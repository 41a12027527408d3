package io.entrepot.route;

import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ListingScans;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Reads all that a storefront lists into the store, page by page. */
final class ScanProducer extends DefaultProducer {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(250);

    private final Supplier<ListingScans> scans;
    private final StorefrontId storefront;

    ScanProducer(Endpoint endpoint, StorefrontId storefront) {
        super(endpoint);
        this.scans = Beans.later(endpoint.getCamelContext(), ListingScans.class);
        this.storefront = storefront;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<Duration> next = Optional.of(Duration.ZERO);
        while (next.isPresent() && !RouteEnd.isNear(exchange)) {
            next = rest(next.get()) ? scans.get().readPage(storefront) : Optional.empty();
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
