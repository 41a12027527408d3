package io.entrepot.route;

import io.entrepot.model.StorefrontId;
import io.entrepot.route.Crew.Round;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.OrderReceived;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Gives each order that has taken effect to the route, once; a failure of the route is reported and the next order follows. */
final class ReceivedConsumer extends DrainingConsumer {

    // Nothing wakes this wait early, so a stop takes as long as it at most.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final @Nullable StorefrontId storefront;
    private final Supplier<Inbound> inbound;

    ReceivedConsumer(StoreEndpoint endpoint, Processor processor, @Nullable StorefrontId storefront) {
        super(endpoint, processor, 1);
        this.storefront = storefront;
        this.inbound = Beans.later(endpoint.getCamelContext(), Inbound.class);
    }

    @Override
    Round round() {
        return crew -> inbound.get()
                .awaitReceived(storefront, positions().of(getRouteId()), LONGEST_WAIT)
                .ifPresent(order -> crew.whileBusy(() -> route(order)));
    }

    @Override
    void wake() {}

    private void route(OrderReceived order) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(order);
            exchange.getMessage()
                    .setHeader(EntrepotHeaders.STOREFRONT, order.storefront().value());
            Failures.process(this, exchange, "order " + order.orderNo() + " itself is safe in the store");
        } finally {
            positions().passed(getRouteId(), order.sequence());
            releaseExchange(exchange, false);
        }
    }

    private ReceivedPositions positions() {
        return getEndpoint().getComponent().positions();
    }
}
