package io.entrepot.simulator.vendure;

import graphql.schema.DataFetchingEnvironment;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.vendure.Order.Line;
import io.entrepot.simulator.vendure.Order.Parcel;
import io.entrepot.simulator.vendure.Order.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The API's fulfilments. Called under the shop's lock. */
record Parcels(Fulfilments fulfilments) {

    private static final Map<String, Set<String>> NEXT = Map.of(
            "Pending", Set.of("Shipped", "Delivered", "Cancelled"),
            "Shipped", Set.of("Delivered", "Cancelled"));

    record ItemsAlreadyFulfilledError(String errorCode, String message) {}

    record InsufficientStockOnHandError(String errorCode, String message) {}

    record FulfillmentStateTransitionError(String errorCode, String message, String transitionError) {}

    Object add(DataFetchingEnvironment env) {
        Input.Fulfilment given = Input.of(env, Input.Fulfilment.class);
        Order order = fulfilments
                .ofLine(given.lines().get(0).orderLineId())
                .orElseThrow(() ->
                        ShopError.notFound("OrderLine", given.lines().get(0).orderLineId()));
        List<Part> parts = given.lines().stream()
                .map(units -> new Part(line(order, units.orderLineId()), units.quantity()))
                .toList();
        if (parts.stream().anyMatch(part -> part.quantity() > order.open(part.line()))) {
            return new ItemsAlreadyFulfilledError(
                    "ITEMS_ALREADY_FULFILLED_ERROR", "One or more OrderItems are already part of a Fulfillment");
        }
        if (parts.stream().anyMatch(part -> part.quantity() > part.line().variant.onHand)) {
            return new InsufficientStockOnHandError(
                    "INSUFFICIENT_STOCK_ON_HAND_ERROR", "Cannot create a Fulfillment: too little stock on hand");
        }
        return OrderView.fulfillment(
                fulfilments.pack(order, parts, given.argument("method"), given.argument("trackingCode")));
    }

    Object move(DataFetchingEnvironment env) {
        String id = Objects.requireNonNull(env.getArgument("id"));
        String state = Objects.requireNonNull(env.getArgument("state"));
        Parcel parcel = fulfilments.parcel(id).orElseThrow(() -> ShopError.notFound("Fulfillment", id));
        if (!NEXT.getOrDefault(parcel.state, Set.of()).contains(state)) {
            return new FulfillmentStateTransitionError(
                    "FULFILLMENT_STATE_TRANSITION_ERROR",
                    "Cannot transition Fulfillment",
                    "from " + parcel.state + " to " + state);
        }
        fulfilments.move(parcel, state);
        return OrderView.fulfillment(parcel);
    }

    /** What the shop was told, as a method such as {@code SF #B1}: the carrier and the seller's own code. */
    static SimulatedShop.Parcel view(Parcel parcel) {
        int mark = parcel.method.lastIndexOf(" #");
        Map<String, Long> units =
                parcel.parts.stream().collect(Collectors.toMap(part -> part.line().id, Part::quantity, Long::sum));
        return new SimulatedShop.Parcel(
                mark < 0 ? parcel.id : parcel.method.substring(mark + 2),
                mark < 0 ? parcel.method : parcel.method.substring(0, mark),
                parcel.trackingCode.isEmpty() ? null : parcel.trackingCode,
                units);
    }

    private static Line line(Order order, String id) {
        return order.lines.stream()
                .filter(line -> line.id.equals(id))
                .findFirst()
                .orElseThrow(() -> ShopError.notFound("OrderLine", id));
    }
}
