package io.entrepot.simulator.vendure;

import graphql.schema.DataFetchingEnvironment;
import io.entrepot.simulator.vendure.Order.Line;
import io.entrepot.simulator.vendure.Order.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API's cancellations. Called under the shop's lock. */
record Cancellations(OrderBook orders) {

    record EmptyOrderLineSelectionError(String errorCode, String message) {}

    record MultipleOrderError(String errorCode, String message) {}

    record QuantityTooGreatError(String errorCode, String message) {}

    Object cancel(DataFetchingEnvironment env) {
        Input.Cancelled given = Input.of(env, Input.Cancelled.class);
        List<Part> parts = parts(given);
        if (parts.stream().mapToLong(Part::quantity).sum() == 0) {
            return new EmptyOrderLineSelectionError(
                    "EMPTY_ORDER_LINE_SELECTION_ERROR", "At least one OrderLine must be specified");
        }
        Order order = orders.ofLine(parts.get(0).line());
        boolean foreign = parts.stream().anyMatch(part -> !order.lines.contains(part.line()));
        if (foreign || !order.id.equals(given.orderId())) {
            return new MultipleOrderError("MULTIPLE_ORDER_ERROR", "The OrderLines belong to more than one Order");
        }
        if (parts.stream().anyMatch(part -> part.quantity() > part.line().quantity)) {
            return new QuantityTooGreatError(
                    "QUANTITY_TOO_GREAT_ERROR", "The specified quantity is greater than the available OrderItems");
        }
        orders.cancel(order, parts);
        return OrderView.of(order);
    }

    /** The whole order where no lines are named; what no order has is passed over. */
    private List<Part> parts(Input.Cancelled given) {
        List<Part> parts = new ArrayList<>();
        if (given.lines() == null) {
            Order order = orders.all().stream()
                    .filter(it -> it.id.equals(given.orderId()))
                    .findFirst()
                    .orElseThrow(() -> ShopError.notFound("Order", given.orderId()));
            order.lines.forEach(line -> parts.add(new Part(line, line.quantity)));
        } else {
            given.lines().forEach(units -> line(units.orderLineId())
                    .ifPresent(line -> parts.add(new Part(line, units.quantity()))));
        }
        return parts;
    }

    private Optional<Line> line(String id) {
        return orders.all().stream()
                .flatMap(order -> order.lines.stream())
                .filter(line -> line.id.equals(id))
                .findFirst();
    }
}
