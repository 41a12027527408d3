package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.CancellationTarget.CancelledLine;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is still to be cancelled of an order, so that it stands as it shall. */
final class MissingUnits {

    private MissingUnits() {}

    /**
     * @throws CallRefused when the order has no such line, or has fewer units that are neither fulfilled nor cancelled
     * @throws MalformedRecord when the order cannot be read
     */
    static Given.Cancelled of(Cancellation wanted, Wire.ParcelOrder order) throws IOException {
        Map<String, Long> targets = targets(wanted);
        Map<String, Long> fulfilled = fulfilled(order);
        List<Given.ParcelLine> missing = new ArrayList<>();
        long left = 0;
        for (Wire.OrderLine line : need(order.lines(), "lines")) {
            String id = need(line.id(), "lines.id");
            long units = missing(line, targets.getOrDefault(id, 0L), fulfilled.getOrDefault(id, 0L));
            if (units > 0) {
                missing.add(new Given.ParcelLine(id, units));
            }
            targets.remove(id);
            left += need(line.quantity(), "lines.quantity") - units;
        }
        if (!targets.isEmpty()) {
            throw refused("order " + wanted.orderNo() + " has no line " + targets.keySet());
        }
        return new Given.Cancelled(need(order.id(), "id"), missing, left == 0, wanted.reason());
    }

    private static Map<String, Long> targets(Cancellation wanted) {
        Map<String, Long> targets = new TreeMap<>();
        for (CancelledLine line : wanted.lines()) {
            targets.merge(line.lineNo(), line.cancelledInAll(), Math::max);
        }
        return targets;
    }

    /** What was cancelled is gone from {@code quantity}. */
    private static long missing(Wire.OrderLine line, long target, long fulfilled) throws IOException {
        long quantity = need(line.quantity(), "lines.quantity");
        long ordered = Math.max(quantity, need(line.orderPlacedQuantity(), "lines.orderPlacedQuantity"));
        long units = Math.max(0, target - (ordered - quantity));
        if (units > Math.max(0, quantity - fulfilled)) {
            throw refused("line " + line.id() + " has " + ordered + " units, of which " + fulfilled + " are fulfilled: "
                    + target + " cannot be cancelled");
        }
        return units;
    }

    /** By line; units of a parcel that was taken back are open again. */
    private static Map<String, Long> fulfilled(Wire.ParcelOrder order) throws MalformedRecord {
        Map<String, Long> units = new HashMap<>();
        List<Wire.Parcel> parcels = order.fulfillments() == null ? List.of() : order.fulfillments();
        for (Wire.Parcel parcel : parcels) {
            if (!"Cancelled".equals(parcel.state())) {
                for (Wire.ParcelLine line : need(parcel.lines(), "fulfillments.lines")) {
                    units.merge(need(line.orderLineId(), "orderLineId"), need(line.quantity(), "quantity"), Long::sum);
                }
            }
        }
        return units;
    }

    private static CallRefused refused(String message) {
        return new CallRefused(VendureCodes.NOT_CANCELLABLE, message, false);
    }
}
