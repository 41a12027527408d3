package io.entrepot.route;

import io.entrepot.route.Crew.Round;
import io.entrepot.sync.Claim;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.Outbound;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Leases the work of a lane and sends it through the route; what the route does not publish is given back. */
final class LaneConsumer extends DrainingConsumer {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Another worker was faster. Were the wait to end again at once, this would be a spin. */
    private static final Duration AFTER_NOTHING = Duration.ofMillis(5);

    /** So many times as long while a transaction keeps what is due: it ends the later the more often it is asked for. */
    private static final long LONGEST_PAUSE = 16;

    private final Lane lane;
    private final Supplier<Outbound> outbound;
    private final Supplier<LaneSignals> signals;

    LaneConsumer(StoreEndpoint endpoint, Processor processor, Lane lane) {
        super(endpoint, processor, endpoint.getWorkers());
        CamelContext context = endpoint.getCamelContext();
        this.lane = lane;
        this.outbound = Beans.later(context, Outbound.class);
        this.signals = Beans.later(context, LaneSignals.class);
    }

    @Override
    Round round() {
        return crew -> {
            long pause = 0;
            do {
                crew.pause(AFTER_NOTHING.multipliedBy(pause));
                boolean waited = outbound.get().awaitWork(lane.storefront(), lane.aspect(), LONGEST_WAIT);
                pause = waited ? 1 : Math.min(Math.max(1, 2 * pause), LONGEST_PAUSE);
            } while (!crew.isDismissed() && !workedOn(crew));
        };
    }

    @Override
    void wake() {
        signals.get().wake(lane.storefront(), lane.aspect());
    }

    private boolean workedOn(Crew crew) {
        List<Claim> claims = outbound.get()
                .claim(lane.storefront(), lane.aspect(), getEndpoint().getBatch());
        if (claims.isEmpty()) {
            return false;
        }
        if (crew.isDismissed()) {
            outbound.get().release(lane.aspect(), claims, Duration.ZERO);
        } else {
            crew.whileBusy(() -> route(claims));
        }
        return true;
    }

    private void route(List<Claim> claims) {
        OpenClaims open = new OpenClaims(lane, claims);
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(claims);
            exchange.getMessage()
                    .setHeader(EntrepotHeaders.STOREFRONT, lane.storefront().value());
            exchange.getMessage()
                    .setHeader(EntrepotHeaders.ASPECT, lane.aspect().id());
            exchange.setProperty(OpenClaims.PROPERTY, open);
            Failures.process(this, exchange, "what was not sent is due again after " + retryDelay());
        } finally {
            giveBack(open.takeRest());
            releaseExchange(exchange, false);
        }
    }

    private void giveBack(List<Claim> unpublished) {
        if (!unpublished.isEmpty()) {
            outbound.get().release(lane.aspect(), unpublished, retryDelay());
        }
    }

    private Duration retryDelay() {
        return Duration.ofMillis(getEndpoint().getRetryDelay());
    }
}
