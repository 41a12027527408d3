package io.entrepot.simulator.vendure;

import java.time.Instant;
import java.util.List;

/** An order at one moment, as the API shows it. */
record OrderView(
        String id,
        String code,
        String state,
        Instant createdAt,
        Instant updatedAt,
        Instant orderPlacedAt,
        String currencyCode,
        long totalWithTax,
        Customer customer,
        Address shippingAddress,
        List<Line> lines,
        List<Payment> payments,
        List<Fulfillment> fulfillments,
        List<Order.Entry> entries) {

    record Customer(String firstName, String lastName) {}

    record Address(String fullName, String streetLine1) {}

    record Line(
            String id,
            Variant.View productVariant,
            long quantity,
            long orderPlacedQuantity,
            long proratedUnitPriceWithTax,
            List<FulfillmentLine> fulfillmentLines) {}

    record FulfillmentLine(String orderLineId, long quantity, Fulfillment fulfillment) {}

    record Fulfillment(String id, String state, String method, String trackingCode, List<Units> lines) {}

    record Units(String orderLineId, long quantity) {}

    record Payment(String id, Instant createdAt, String state, long amount) {}

    static OrderView of(Order order) {
        long total = order.lines.stream()
                .mapToLong(line -> Math.multiplyExact(line.price.minor(), line.quantity))
                .sum();
        long paid = order.lines.stream()
                .mapToLong(line -> Math.multiplyExact(line.price.minor(), line.placed))
                .sum();
        String payment = order.settledAt == null ? "Authorized" : "Settled";
        return new OrderView(
                order.id,
                order.code,
                order.state,
                order.updatedAt,
                order.updatedAt,
                order.placedAt,
                order.lines.get(0).price.currency().getCurrencyCode(),
                total,
                new Customer("", order.buyer),
                new Address(order.buyer, order.address),
                order.lines.stream().map(line -> line(order, line)).toList(),
                List.of(new Payment(order.id, order.placedAt, payment, paid)),
                order.parcels.stream()
                        .filter(parcel -> !parcel.state.equals("Cancelled"))
                        .map(OrderView::fulfillment)
                        .toList(),
                List.copyOf(order.history));
    }

    private static Line line(Order order, Order.Line line) {
        List<FulfillmentLine> parts = order.parcels.stream()
                .filter(parcel -> !parcel.state.equals("Cancelled"))
                .flatMap(parcel -> parcel.parts.stream()
                        .filter(part -> part.line() == line)
                        .map(part -> new FulfillmentLine(line.id, part.quantity(), fulfillment(parcel))))
                .toList();
        return new Line(line.id, line.variant.view(), line.quantity, line.placed, line.price.minor(), parts);
    }

    static Fulfillment fulfillment(Order.Parcel parcel) {
        List<Units> units = parcel.parts.stream()
                .map(part -> new Units(part.line().id, part.quantity()))
                .toList();
        return new Fulfillment(parcel.id, parcel.state, parcel.method, parcel.trackingCode, units);
    }
}
