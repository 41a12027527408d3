package io.entrepot.simulator.vendure;

import io.entrepot.simulator.vendure.Order.Line;
import io.entrepot.simulator.vendure.Order.Parcel;
import io.entrepot.simulator.vendure.Order.Part;
import java.util.List;
import java.util.Optional;

/** What leaves the shelf for an order, and comes back. Guarded by the shop's lock. */
final class Fulfilments {

    private final OrderBook orders;
    private long parcels;

    Fulfilments(OrderBook orders) {
        this.orders = orders;
    }

    void ship(String code) {
        Order order = orders.existing(code);
        List<Part> parts = order.lines.stream()
                .filter(line -> order.open(line) > 0)
                .map(line -> new Part(line, order.open(line)))
                .toList();
        ship(order, parts);
    }

    void ship(String code, long quantity) {
        Order order = orders.existing(code);
        Line line = order.lines.get(0);
        if (quantity > order.open(line)) {
            throw OrderBook.wrongState(order, "has fewer units to ship");
        }
        ship(order, List.of(new Part(line, quantity)));
    }

    /** The newest parcel comes back before it was delivered. */
    void takeBack(String code) {
        Order order = orders.existing(code);
        move(order.parcels.get(order.parcels.size() - 1), "Cancelled");
    }

    void deliver(String code) {
        Order order = orders.existing(code);
        order.parcels.stream()
                .filter(parcel -> parcel.state.equals("Shipped"))
                .toList()
                .forEach(parcel -> move(parcel, "Delivered"));
    }

    Optional<Order> ofLine(String lineId) {
        return orders.all().stream()
                .filter(order -> order.lines.stream().anyMatch(line -> line.id.equals(lineId)))
                .findFirst();
    }

    Optional<Parcel> parcel(String id) {
        return orders.all().stream()
                .flatMap(order -> order.parcels.stream())
                .filter(parcel -> parcel.id.equals(id))
                .findFirst();
    }

    /** Units leave the shelf as soon as they are in a parcel, whether it has been handed over or not. */
    Parcel pack(Order order, List<Part> parts, String method, String trackingCode) {
        parcels++;
        Parcel parcel = new Parcel(String.valueOf(parcels), order, parts, method, trackingCode);
        order.parcels.add(parcel);
        parts.forEach(part -> part.line().leave(part.quantity()));
        orders.changed(order, "ORDER_FULFILLMENT");
        return parcel;
    }

    /** A cancelled parcel's units are on the shelf again, and allocated; the order keeps its state. */
    void move(Parcel parcel, String state) {
        parcel.state = state;
        Order order = parcel.order;
        boolean all = order.lines.stream().allMatch(line -> order.open(line) == 0);
        switch (state) {
            case "Shipped" -> order.state = all ? "Shipped" : "PartiallyShipped";
            case "Delivered" -> order.state = all ? "Delivered" : "PartiallyDelivered";
            default -> parcel.parts.forEach(part -> part.line().leave(-part.quantity()));
        }
        orders.changed(order, "ORDER_FULFILLMENT_TRANSITION");
    }

    private void ship(Order order, List<Part> parts) {
        if (order.settledAt == null || parts.isEmpty()) {
            throw OrderBook.wrongState(order, "cannot be shipped");
        }
        move(pack(order, parts, "by hand", ""), "Shipped");
    }
}
