package io.entrepot.route;

import io.entrepot.model.Refusal;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Outbound;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Publishes the claims in the message; whatever else is in it is refused. */
final class PublishProducer extends DefaultProducer {

    private final Supplier<Outbound> outbound;
    private final Lane lane;

    PublishProducer(Endpoint endpoint, Lane lane) {
        super(endpoint);
        this.outbound = Beans.later(endpoint.getCamelContext(), Outbound.class);
        this.lane = lane;
    }

    @Override
    public void process(Exchange exchange) {
        List<Claim> claims = claims(exchange.getMessage().getBody());
        OpenClaims open = exchange.getProperty(OpenClaims.PROPERTY, OpenClaims.class);
        List<Claim> mine = open == null ? claims : takeFrom(open, claims);
        if (!mine.isEmpty()) {
            outbound.get().publish(lane.storefront(), lane.aspect(), mine);
        }
    }

    private List<Claim> takeFrom(OpenClaims open, List<Claim> claims) {
        if (!open.lane().equals(lane)) {
            String problem = "claims of " + open.lane() + " arrived at storefront:" + lane;
            String remedy = "send them to storefront:" + open.lane();
            throw new Refusal(RouteCode.OTHER_LANE, null, problem, remedy);
        }
        List<Claim> mine = open.take(claims);
        if (mine.isEmpty() && !claims.isEmpty()) {
            String problem = "the claims that arrived at storefront:" + lane + " were published or given back before";
            String remedy = "publish once, in the route that started from store:"
                    + lane.aspect().id() + " (not behind seda:, wireTap or a second to:)";
            throw new Refusal(RouteCode.CLAIMS_OVER, null, problem, remedy);
        }
        return mine;
    }

    private List<Claim> claims(Object body) {
        if (body instanceof Claim claim) {
            return List.of(claim);
        }
        if (body instanceof List<?> list && list.stream().allMatch(Claim.class::isInstance)) {
            return list.stream().map(Claim.class::cast).toList();
        }
        String found = body == null ? "nothing" : "a " + body.getClass().getName();
        String remedy = "let the list that store:" + lane.aspect().id() + " gave arrive unchanged, or a part of it";
        throw new Refusal(
                RouteCode.NO_CLAIMS, "body", "storefront:" + lane + " takes a list of claims; it got " + found, remedy);
    }
}
