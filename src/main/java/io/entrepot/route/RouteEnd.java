package io.entrepot.route;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;

/** Whether a route is about to end. */
final class RouteEnd {

    private RouteEnd() {}

    /** A loop over many pages must not hold up the end of its route: what is in the store keeps its place. */
    static boolean isNear(Exchange exchange) {
        Route route = exchange.getContext().getRoute(exchange.getFromRouteId());
        return route != null && route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted();
    }
}
