package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.connector.weidian.WeidianClient.Method;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the shop of parcels. It tells of a line only that it is sent, and in which delivery; so a parcel holds whole lines, and what
 * is there is looked at first.
 */
record WeidianParcels(WeidianClient client) implements ShipmentTarget {

    private static final Method GET = new Method("vdian.order.get", "1.0");
    private static final Method WHOLE = new Method("vdian.order.deliver", "1.0");
    private static final Method SPLIT = new Method("vdian.order.deliver.split", "1.0");
    private static final Method CORRECT = new Method("vdian.order.express.modify", "1.0");
    private static final String OTHER_CARRIER = "0";
    private static final String NO_CARRIER = "999";
    private static final int LONGEST_NAME = 10;

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        try {
            Answer order = client.call("parcels", GET, Map.of("order_id", parcel.orderNo()), sitting)
                    .object("result");
            List<OrderLine> all = new ArrayList<>();
            for (Answer item : order.list("items")) {
                all.add(new OrderLine(item));
            }
            List<OrderLine> meant = meant(parcel, all);
            tell(parcel, order, all, meant, sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, WeidianCodes.UNREACHABLE);
        }
    }

    private static List<OrderLine> meant(Parcel parcel, List<OrderLine> all) throws IOException {
        Map<String, OrderLine> known = new HashMap<>();
        for (OrderLine line : all) {
            known.put(line.no(), line);
        }
        Map<String, Long> units = parcel.lines().stream()
                .collect(Collectors.groupingBy(ParcelLine::lineNo, Collectors.summingLong(ParcelLine::quantity)));
        List<OrderLine> meant = new ArrayList<>();
        for (Map.Entry<String, Long> each : units.entrySet()) {
            OrderLine line = known.get(each.getKey());
            if (line == null) {
                throw refused(WeidianCodes.UNKNOWN_ORDER, "the order has no line '" + each.getKey() + "'");
            }
            if (line.quantity() != each.getValue()) {
                String part = each.getValue() + " of " + line.quantity() + " units of line '" + each.getKey() + "'";
                throw refused(WeidianCodes.PART_OF_A_LINE, part + ": a parcel there holds whole lines");
            }
            meant.add(line);
        }
        return meant;
    }

    private void tell(Parcel parcel, Answer order, List<OrderLine> all, List<OrderLine> meant, Sitting sitting)
            throws IOException {
        long delivered = count(meant);
        if (delivered == 0) {
            boolean whole = count(all) == 0 && meant.size() == all.size();
            client.call("parcels", whole ? WHOLE : SPLIT, fresh(parcel, whole ? null : meant), sitting);
        } else if (delivered < meant.size() || deliveries(meant).size() > 1) {
            throw refused(WeidianCodes.SHIPPED_ALREADY, "some of its lines are shipped with others");
        } else if (parcel.trackingNumber() != null) {
            correct(
                    parcel,
                    order,
                    deliveries(all).size() == 1,
                    deliveries(meant).iterator().next(),
                    sitting);
        }
    }

    /**
     * Of what was sent the order tells one number; that is the parcel's own where there is only one.
     */
    private void correct(Parcel parcel, Answer order, boolean only, String delivery, Sitting sitting)
            throws IOException {
        String told = order.textOr("express_no", "");
        if (only && told.equals(parcel.trackingNumber())) {
            return;
        }
        if (only && parcel.earlier().stream().noneMatch(label -> told.equals(number(label)))) {
            throw refused(WeidianCodes.SHIPPED_ALREADY, "the order is shipped with another number");
        }
        Map<String, Object> body = labelled(parcel);
        body.put("deliver_id", delivery);
        client.call("parcels", CORRECT, body, sitting);
    }

    private static String number(Label label) {
        return label.trackingNumber() == null ? "" : label.trackingNumber();
    }

    private static Map<String, Object> fresh(Parcel parcel, @Nullable List<OrderLine> lines) throws MalformedRecord {
        Map<String, Object> body = labelled(parcel);
        if (lines != null) {
            List<Map<String, String>> items = new ArrayList<>();
            for (OrderLine line : lines) {
                items.add(
                        line.isNumbered()
                                ? Map.of("sub_order_id", line.no())
                                : Map.of("item_id", line.told().text("item_id"), "item_sku_id", line.skuId()));
            }
            body.put("items", items);
        }
        return body;
    }

    /** A carrier the platform knows is named by its number; any other by its name. */
    private static Map<String, Object> labelled(Parcel parcel) {
        Map<String, Object> body = new HashMap<>(Map.of("order_id", parcel.orderNo()));
        String number = parcel.trackingNumber();
        if (number == null) {
            body.put("express_type", NO_CARRIER);
            return body;
        }
        String carrier = parcel.carrier();
        boolean known = carrier.matches("[1-9]\\d*");
        body.put("express_type", known ? carrier : OTHER_CARRIER);
        body.put("express_no", number);
        if (!known) {
            body.put("express_custom", carrier.substring(0, Math.min(carrier.length(), LONGEST_NAME)));
        }
        return body;
    }

    private static long count(List<OrderLine> lines) throws MalformedRecord {
        long delivered = 0;
        for (OrderLine line : lines) {
            delivered += line.isDelivered() ? 1 : 0;
        }
        return delivered;
    }

    private static Set<String> deliveries(List<OrderLine> lines) throws MalformedRecord {
        Set<String> ids = new HashSet<>();
        for (OrderLine line : lines) {
            if (line.isDelivered()) {
                ids.add(line.deliveryId());
            }
        }
        return ids;
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
