package io.entrepot.route;

import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Reads the next page of a feed into the message; an empty message where there is none to read now. Waits for quota
 * for up to a minute, in short steps, because the route may be about to end.
 */
final class ReadPageProducer extends DefaultProducer {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(250);

    private final Supplier<Inbound> inbound;
    private final FeedId feed;
    private final Duration every;

    ReadPageProducer(Endpoint endpoint, FeedId feed, Duration every) {
        super(endpoint);
        this.inbound = Beans.later(endpoint.getCamelContext(), Inbound.class);
        this.feed = feed;
        this.every = every;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<PageRead> page;
        Duration wait = Duration.ZERO;
        do {
            LockSupport.parkNanos(Math.min(wait.toNanos(), STEP.toNanos()));
            page = RouteEnd.isNear(exchange) ? Optional.empty() : inbound.get().read(feed, every);
            wait = inbound.get().untilQuota(feed);
        } while (page.isEmpty() && !wait.isZero() && wait.compareTo(LONGEST) <= 0 && !RouteEnd.isNear(exchange));
        exchange.getMessage().setBody(page.orElse(null));
        exchange.getMessage()
                .setHeader(EntrepotHeaders.STOREFRONT, feed.storefront().value());
        if (page.isEmpty()) {
            exchange.getMessage().setHeader(EntrepotHeaders.MORE, false);
        }
    }
}
