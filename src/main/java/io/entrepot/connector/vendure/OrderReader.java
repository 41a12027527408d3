package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one order of the API. */
record OrderReader(Map<String, ChannelOrder.State> states) {

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    ChannelOrder read(String payload) throws MalformedRecord {
        Wire.Order order = VendureJson.as(Wire.Order.class, VendureJson.tree(payload));
        Instant placedAt = need(order.orderPlacedAt(), "orderPlacedAt");
        Instant changedAt = changedAt(order, placedAt);
        Currency currency = currency(need(order.currencyCode(), "currencyCode"));
        List<ChannelOrder.Line> lines = lines(need(order.lines(), "lines"), currency);
        Instant paidAt = paidAt(order);
        return new ChannelOrder(
                need(order.code(), "code"),
                state(need(order.state(), "state"), paidAt, lines),
                changedAt,
                placedAt,
                paidAt,
                "Cancelled".equals(order.state()) ? newest(order.cancelled(), changedAt) : null,
                new Money(need(order.totalWithTax(), "totalWithTax"), currency),
                buyer(order.customer(), order.shippingAddress()),
                address(order.shippingAddress()),
                lines);
    }

    /**
     * Vendure leaves {@code updatedAt} as it was when an order is paid for or fulfilled; each such step leaves an entry in the
     * order's history.
     */
    private static Instant changedAt(Wire.Order order, Instant placedAt) throws MalformedRecord {
        Instant updatedAt = need(order.updatedAt(), "updatedAt");
        Instant later = updatedAt.isAfter(placedAt) ? updatedAt : placedAt;
        Instant history = newest(need(order.newest(), "newest"), later);
        return history.isAfter(later) ? history : later;
    }

    private static Instant newest(Wire.@Nullable Items<Wire.HistoryEntry> entries, Instant otherwise) {
        return entries == null || entries.items() == null
                ? otherwise
                : entries.items().stream()
                        .map(Wire.HistoryEntry::createdAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(otherwise);
    }

    /** What costs nothing is settled without a payment. */
    private static @Nullable Instant paidAt(Wire.Order order) {
        List<Instant> settled = order.payments() == null
                ? List.of()
                : order.payments().stream()
                        .filter(payment -> "Settled".equals(payment.state()))
                        .map(Wire.Payment::createdAt)
                        .filter(Objects::nonNull)
                        .toList();
        boolean free = Long.valueOf(0).equals(order.totalWithTax()) || "PaymentSettled".equals(order.state());
        return settled.stream().max(Comparator.naturalOrder()).orElse(free ? order.orderPlacedAt() : null);
    }

    private ChannelOrder.State state(String word, @Nullable Instant paidAt, List<ChannelOrder.Line> lines)
            throws MalformedRecord {
        ChannelOrder.State state = states.get(word);
        if (state == null) {
            throw new MalformedRecord("field 'state' is '" + word
                    + "', which is no state of the default order process: name it in the option order-states");
        }
        if (state == ChannelOrder.State.PLACED || state == ChannelOrder.State.CANCELLED) {
            return state;
        }
        // The state stays when a parcel is taken back or the rest is cancelled; the lines tell.
        if (isShipped(lines)) {
            return state == ChannelOrder.State.COMPLETED ? state : ChannelOrder.State.SHIPPED;
        }
        return paidAt == null ? ChannelOrder.State.PLACED : ChannelOrder.State.PAID;
    }

    private static boolean isShipped(List<ChannelOrder.Line> lines) {
        return lines.stream().allMatch(line -> line.shipped() + line.cancelled() == line.quantity())
                && lines.stream().anyMatch(line -> line.shipped() > 0);
    }

    private static List<ChannelOrder.Line> lines(List<Wire.OrderLine> given, Currency currency) throws MalformedRecord {
        List<ChannelOrder.Line> lines = new ArrayList<>();
        for (Wire.OrderLine line : given) {
            lines.add(line(line, "lines[" + lines.size() + "].", currency));
        }
        return lines;
    }

    /**
     * What was cancelled is gone from {@code quantity}. A unit that was cancelled after it had been fulfilled is back on
     * Vendure's shelf, and counts as cancelled and not as shipped.
     */
    private static ChannelOrder.Line line(Wire.OrderLine line, String at, Currency currency) throws MalformedRecord {
        Wire.SoldVariant variant = need(line.productVariant(), at + "productVariant");
        long left = units(line.quantity(), at + "quantity");
        long ordered = Math.max(left, units(line.orderPlacedQuantity(), at + "orderPlacedQuantity"));
        return new ChannelOrder.Line(
                need(line.id(), at + "id"),
                need(variant.productId(), at + "productVariant.productId"),
                need(variant.id(), at + "productVariant.id"),
                variant.sku() == null ? "" : variant.sku(),
                variant.name() == null ? "" : variant.name(),
                ordered,
                Math.min(left, fulfilled(line, at)),
                ordered - left,
                new Money(need(line.proratedUnitPriceWithTax(), at + "proratedUnitPriceWithTax"), currency));
    }

    private static long fulfilled(Wire.OrderLine line, String at) throws MalformedRecord {
        long fulfilled = 0;
        for (Wire.FulfillmentLine part : need(line.fulfillmentLines(), at + "fulfillmentLines")) {
            Wire.Fulfillment fulfillment = part.fulfillment();
            boolean undone = fulfillment != null && "Cancelled".equals(fulfillment.state());
            fulfilled += undone ? 0 : units(part.quantity(), at + "fulfillmentLines.quantity");
        }
        return fulfilled;
    }

    private static long units(@Nullable Long given, String field) throws MalformedRecord {
        long units = need(given, field);
        if (units < 0) {
            throw new MalformedRecord("field '" + field + "' is " + units + ": a number of units is 0 or more");
        }
        return units;
    }

    private static Currency currency(String code) throws MalformedRecord {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecord("field 'currencyCode' is '" + code + "', which is no currency");
        }
    }

    private static String buyer(Wire.@Nullable Customer customer, Wire.@Nullable Address address) {
        if (address != null && address.fullName() != null && !address.fullName().isBlank()) {
            return address.fullName();
        }
        return customer == null ? "" : joined(" ", customer.firstName(), customer.lastName());
    }

    private static String address(Wire.@Nullable Address address) {
        return address == null
                ? ""
                : joined(
                        ", ",
                        address.company(),
                        address.streetLine1(),
                        address.streetLine2(),
                        address.city(),
                        address.province(),
                        address.postalCode(),
                        address.country(),
                        address.phoneNumber());
    }

    private static String joined(String between, @Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(between));
    }
}
