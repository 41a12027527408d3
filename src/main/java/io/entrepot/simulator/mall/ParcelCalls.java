package io.entrepot.simulator.mall;

import io.entrepot.simulator.mall.Wire.ParcelAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The endpoint that is told of parcels. Called under the shop's lock. */
final class ParcelCalls {

    private final OrderBook orders;

    ParcelCalls(OrderBook orders) {
        this.orders = orders;
    }

    ParcelAnswer tell(String orderNo, String body) {
        Parcel told = parcel(Given.body(body));
        Order order =
                orders.find(orderNo).orElseThrow(() -> new MallError(404, "unknown_order", "no order " + orderNo));
        Optional<Parcel> known = order.parcel(told.code());
        if (known.isPresent()) {
            correct(order, known.get(), told);
        } else {
            refuseUnshippable(order);
            told.units().forEach((no, units) -> refuseTooMany(order, no, units));
            told.units().forEach((no, units) -> order.line(no).orElseThrow().shipped += units);
            order.parcels.add(told);
            orders.changed(order);
        }
        return new ParcelAnswer(Wire.view(told));
    }

    private void correct(Order order, Parcel known, Parcel told) {
        if (!known.units().equals(told.units())) {
            throw new MallError(409, "other_lines", "parcel " + told.code() + " was told with other lines before");
        }
        if (!known.equals(told)) {
            order.parcels.set(order.parcels.indexOf(known), told);
            orders.changed(order);
        }
    }

    private static void refuseUnshippable(Order order) {
        if (order.cancelledAt != null) {
            throw new MallError(409, "cancelled", "order " + order.no + " is cancelled");
        }
        if (order.paidAt == null) {
            throw new MallError(409, "unpaid", "order " + order.no + " is not paid");
        }
        if (order.refundRequestedAt != null) {
            throw new MallError(409, "refund_requested", "the buyer of order " + order.no + " asks for the money back");
        }
    }

    private static void refuseTooMany(Order order, String lineNo, long units) {
        Order.Line line = order.line(lineNo)
                .orElseThrow(() ->
                        new MallError(409, "unknown_line", "order " + order.no + " has no line '" + lineNo + "'"));
        if (units > line.open()) {
            throw new MallError(
                    409,
                    "more_than_open",
                    "line " + lineNo + " of order " + order.no + " has " + line.open() + " to ship, not " + units);
        }
    }

    private static Parcel parcel(Given given) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (Given line : given.list("lines")) {
            if (line.whole("quantity") < 1) {
                throw MallError.wrong("'" + line.at() + "quantity' is " + line.whole("quantity") + ": use 1 or more");
            }
            units.merge(line.text("no"), line.whole("quantity"), Long::sum);
        }
        if (units.isEmpty()) {
            throw MallError.wrong("'lines' is empty: name what is in the parcel");
        }
        return new Parcel(
                given.text("code"),
                given.text("carrier"),
                given.textOrNull("tracking_number"),
                instant(given, "shipped_at"),
                units);
    }

    private static String instant(Given given, String field) {
        try {
            return Wire.instant(Instant.parse(given.text(field)));
        } catch (DateTimeException e) {
            throw MallError.wrong("'" + field + "' is no instant: " + given.text(field));
        }
    }
}
