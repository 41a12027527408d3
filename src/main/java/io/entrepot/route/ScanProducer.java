package io.entrepot.route;

import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ListingScans;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Reads all that a storefront lists into the store, page by page. */
final class ScanProducer extends DefaultProducer {

    private final Supplier<ListingScans> scans;
    private final StorefrontId storefront;

    ScanProducer(Endpoint endpoint, StorefrontId storefront) {
        super(endpoint);
        this.scans = Beans.later(endpoint.getCamelContext(), ListingScans.class);
        this.storefront = storefront;
    }

    @Override
    public void process(Exchange exchange) {
        boolean more = true;
        while (more && !RouteEnd.isNear(exchange)) {
            more = scans.get().readPage(storefront);
        }
    }
}
