package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells the shop of parcels: a parcel is a fulfilment in the state Shipped. Our own code of the parcel stands behind the
 * carrier in the fulfilment's method, because Vendure keeps no other text of ours; by it a parcel is told once.
 */
record VendureParcels(String handler, KnownOrders orders, AdminApi api) implements ShipmentTarget {

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        Wire.ParcelOrder order;
        try {
            order = order(parcel, sitting);
        } catch (IOException unread) {
            return Refused.beforeAnything(unread);
        }
        try {
            Optional<Wire.Parcel> told = told(order, parcel);
            if (told.isEmpty()) {
                add(parcel, sitting);
            } else if (!isSame(told.get(), parcel)) {
                correct(told.get(), parcel, sitting);
            } else if ("Pending".equals(told.get().state())) {
                move(need(told.get().id(), "fulfillments.id"), "Shipped", sitting);
            }
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, VendureCodes.UNREACHABLE);
        }
    }

    private Wire.ParcelOrder order(Parcel parcel, Sitting sitting) throws IOException {
        Wire.ParcelOrder order = orders.order(parcel.orderNo(), sitting);
        List<String> lines = new ArrayList<>();
        for (Wire.OrderLine line : need(order.lines(), "orders.items.lines")) {
            lines.add(need(line.id(), "orders.items.lines.id"));
        }
        for (ParcelLine line : parcel.lines()) {
            if (!lines.contains(line.lineNo())) {
                throw refused("order " + parcel.orderNo() + " has no line " + line.lineNo() + ", only " + lines);
            }
        }
        return order;
    }

    private static Optional<Wire.Parcel> told(Wire.ParcelOrder order, Parcel parcel) {
        List<Wire.Parcel> parcels = order.fulfillments() == null ? List.of() : order.fulfillments();
        return parcels.stream()
                .filter(one -> !"Cancelled".equals(one.state()))
                .filter(one -> one.method() != null && one.method().endsWith(mark(parcel)))
                .findFirst();
    }

    private static String mark(Parcel parcel) {
        return " #" + parcel.code();
    }

    private static String method(Parcel parcel) {
        return parcel.carrier() + mark(parcel);
    }

    private static boolean isSame(Wire.Parcel told, Parcel parcel) {
        String tracking = parcel.trackingNumber() == null ? "" : parcel.trackingNumber();
        return method(parcel).equals(told.method())
                && tracking.equals(told.trackingCode() == null ? "" : told.trackingCode());
    }

    private void add(Parcel parcel, Sitting sitting) throws IOException {
        String id = answered(api.call(Document.ADD_PARCEL, new Given.ParcelVariable(given(parcel)), sitting));
        move(id, "Shipped", sitting);
    }

    private Given.Parcel given(Parcel parcel) {
        List<Given.Argument> arguments = new ArrayList<>();
        arguments.add(new Given.Argument("method", method(parcel)));
        if (parcel.trackingNumber() != null) {
            arguments.add(new Given.Argument("trackingCode", parcel.trackingNumber()));
        }
        List<Given.ParcelLine> lines = parcel.lines().stream()
                .map(line -> new Given.ParcelLine(line.lineNo(), line.quantity()))
                .toList();
        return new Given.Parcel(lines, new Given.Handler(handler, arguments));
    }

    /** Vendure changes no fulfilment: the old one is cancelled, which puts its units back, and told anew. */
    private void correct(Wire.Parcel told, Parcel parcel, Sitting sitting) throws IOException {
        Map<String, Long> before = new TreeMap<>();
        for (Wire.ParcelLine line : need(told.lines(), "fulfillments.lines")) {
            before.put(need(line.orderLineId(), "orderLineId"), need(line.quantity(), "quantity"));
        }
        Map<String, Long> now = new TreeMap<>();
        parcel.lines().forEach(line -> now.merge(line.lineNo(), line.quantity(), Long::sum));
        if (!before.equals(now)) {
            throw refused("parcel '" + parcel.code() + "' was told with the units " + before + ", not " + now
                    + ": give a parcel with other units another code");
        }
        move(need(told.id(), "fulfillments.id"), "Cancelled", sitting);
        add(parcel, sitting);
    }

    private void move(String id, String state, Sitting sitting) throws IOException {
        answered(api.call(Document.MOVE_PARCEL, new Given.Move(id, state), sitting));
    }

    /** The fulfilment's id, unless the shop says that it cannot be done. */
    private static String answered(AdminApi.Answer answer) throws IOException {
        Wire.ParcelAnswer parcel = answer.as(Wire.ParcelAnswer.class, "/parcel");
        if (parcel.errorCode() == null) {
            return need(parcel.id(), "parcel.id");
        }
        String said = parcel.errorCode() + ": " + parcel.message()
                + (parcel.transitionError() == null ? "" : " (" + parcel.transitionError() + ")");
        if (parcel.errorCode().equals("INSUFFICIENT_STOCK_ON_HAND_ERROR")) {
            throw new CallRefused(
                    VendureCodes.NOT_ON_HAND, "the shop has too few units on hand for the parcel (" + said + ")", true);
        }
        throw refused("the shop cannot take the parcel (" + said + ")");
    }

    private static CallRefused refused(String message) {
        return new CallRefused(VendureCodes.NOT_SHIPPABLE, message, false);
    }
}
