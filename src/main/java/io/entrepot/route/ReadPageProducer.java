package io.entrepot.route;

import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Reads the next page of a storefront's orders into the message; an empty message where there is none to read now. */
final class ReadPageProducer extends DefaultProducer {

    private final Supplier<Inbound> inbound;
    private final StorefrontId storefront;
    private final Duration every;

    ReadPageProducer(Endpoint endpoint, StorefrontId storefront, Duration every) {
        super(endpoint);
        this.inbound = Beans.later(endpoint.getCamelContext(), Inbound.class);
        this.storefront = storefront;
        this.every = every;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<PageRead> page =
                RouteEnd.isNear(exchange) ? Optional.empty() : inbound.get().read(storefront, every);
        exchange.getMessage().setBody(page.orElse(null));
        exchange.getMessage().setHeader(EntrepotHeaders.STOREFRONT, storefront.value());
        if (page.isEmpty()) {
            exchange.getMessage().setHeader(EntrepotHeaders.MORE, false);
        }
    }
}
