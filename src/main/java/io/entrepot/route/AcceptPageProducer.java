package io.entrepot.route;

import io.entrepot.model.Refusal;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.PageRead;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Puts a page and its cursor into the store; an empty message, which says that there was no page, passes. */
final class AcceptPageProducer extends DefaultProducer {

    private final String what;
    private final Supplier<Inbound> inbound;

    AcceptPageProducer(Endpoint endpoint, String what) {
        super(endpoint);
        this.what = what;
        this.inbound = Beans.later(endpoint.getCamelContext(), Inbound.class);
    }

    @Override
    public void process(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null && Boolean.FALSE.equals(exchange.getMessage().getHeader(EntrepotHeaders.MORE))) {
            return;
        }
        if (!(body instanceof PageRead page) || !page.feed().kind().id().equals(what)) {
            String found = found(body);
            String remedy = "let the page that storefront:ID/" + what
                    + " read arrive unchanged; filters and taps start from" + " store:orders-received";
            throw new Refusal(
                    RouteCode.NO_PAGE, "body", "store:" + what + " takes a page of that feed; it got " + found, remedy);
        }
        boolean more = inbound.get().accept(page);
        exchange.getMessage().setHeader(EntrepotHeaders.MORE, more);
    }

    private static String found(@Nullable Object body) {
        if (body instanceof PageRead other) {
            return "a page of " + other.feed();
        }
        return body == null ? "nothing" : "a " + body.getClass().getName();
    }
}
