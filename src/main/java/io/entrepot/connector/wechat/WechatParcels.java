package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the shop of parcels. It knows a parcel by carrier and number alone, and one without a number by what is in it; it refuses
 * what was shipped already. So what is there is looked at first.
 */
record WechatParcels(WechatClient client) implements ShipmentTarget {

    private static final int BY_CARRIER = 1;
    private static final int WITHOUT_CARRIER = 3;

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        try {
            Answer order = client.call("parcels", "order/get", Map.of("order_id", parcel.orderNo()), sitting)
                    .object("order");
            Optional<Map<String, Long>> units = units(order, parcel);
            if (units.isEmpty()) {
                String missing = "the order has not all lines of the parcel '" + parcel.code() + "'";
                return new CallRefused(WechatCodes.UNKNOWN_ORDER, missing, false).outcome();
            }
            tell(parcel, units.get(), told(order, units.get()), sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, WechatCodes.UNREACHABLE);
        }
    }

    private void tell(Parcel parcel, Map<String, Long> units, Set<Label> told, Sitting sitting) throws IOException {
        Label label = known(parcel.label());
        if (told.contains(label)) {
            return;
        }
        Optional<Label> wrong = parcel.earlier().stream()
                .map(WechatParcels::known)
                .filter(told::contains)
                .reduce((older, newer) -> newer);
        if (wrong.isPresent()) {
            Map<String, Object> change = Map.of("old", labelled(wrong.get(), units), "new", labelled(label, units));
            client.call("parcels", "order/deliveryinfo/update", body(parcel, "change_infos", change), sitting);
        } else {
            Map<String, Object> fresh = labelled(label, units);
            fresh.put("deliver_type", label.trackingNumber() == null ? WITHOUT_CARRIER : BY_CARRIER);
            client.call("parcels", "order/delivery/send", body(parcel, "delivery_list", fresh), sitting);
        }
    }

    /** Without a number the shop is told no carrier either. */
    private static Label known(Label label) {
        return label.trackingNumber() == null ? new Label("", null) : label;
    }

    /** By what the order's parcels are known; of those without a number only what holds the same. */
    private static Set<Label> told(Answer order, Map<String, Long> units) throws MalformedRecord {
        Set<Label> told = new HashSet<>();
        for (Answer parcel :
                order.object("order_detail").object("delivery_info").list("delivery_product_info")) {
            String number = parcel.textOr("waybill_id", "");
            if (!number.isEmpty()) {
                told.add(new Label(parcel.textOr("delivery_id", ""), number));
            } else if (OrderReader.units(parcel).equals(units)) {
                told.add(new Label("", null));
            }
        }
        return told;
    }

    /** What is in the parcel, as the shop counts it; empty when a line is not the order's. */
    private static Optional<Map<String, Long>> units(Answer order, Parcel parcel) throws MalformedRecord {
        Map<String, String> keys = new HashMap<>();
        for (Answer line : order.object("order_detail").list("product_infos")) {
            keys.put(OrderReader.lineNo(line), OrderReader.key(line));
        }
        Map<String, Long> units = new HashMap<>();
        for (ParcelLine line : parcel.lines()) {
            String key = keys.get(line.lineNo());
            if (key == null) {
                return Optional.empty();
            }
            units.merge(key, line.quantity(), Long::sum);
        }
        return Optional.of(units);
    }

    private static Map<String, Object> labelled(Label label, Map<String, Long> units) {
        Map<String, Object> parcel = new HashMap<>();
        if (label.trackingNumber() != null) {
            parcel.put("delivery_id", label.carrier());
            parcel.put("waybill_id", label.trackingNumber());
        }
        List<Map<String, Object>> products = new ArrayList<>();
        units.forEach((key, count) -> products.add(Map.of(
                "product_id", key.substring(0, key.indexOf('/')),
                "sku_id", key.substring(key.indexOf('/') + 1),
                "product_cnt", count)));
        parcel.put("product_infos", products);
        return parcel;
    }

    private static Map<String, Object> body(Parcel parcel, String list, Map<String, Object> only) {
        return Map.of("order_id", parcel.orderNo(), list, List.of(only));
    }
}
