package io.entrepot.connector.wechat;

import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the shop of parcels. It knows a parcel by carrier and number alone, and refuses what was shipped already, so what is
 * there is looked at first.
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
            if (isThere(order, parcel)) {
                return Outcome.Applied.SILENT;
            }
            client.call("parcels", "order/delivery/send", body(order, parcel), sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Refused.outcomeOf(failure);
        }
    }

    private static boolean isThere(Answer order, Parcel parcel) throws MalformedRecord {
        for (Answer told :
                order.object("order_detail").object("delivery_info").list("delivery_product_info")) {
            boolean same = told.textOr("waybill_id", "").equals(parcel.trackingNumber())
                    && told.textOr("delivery_id", "").equals(parcel.carrier());
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> body(Answer order, Parcel parcel) throws MalformedRecord {
        Map<String, Object> told = new HashMap<>();
        told.put("deliver_type", parcel.trackingNumber() == null ? WITHOUT_CARRIER : BY_CARRIER);
        if (parcel.trackingNumber() != null) {
            told.put("delivery_id", parcel.carrier());
            told.put("waybill_id", parcel.trackingNumber());
        }
        List<Map<String, Object>> products = new ArrayList<>();
        for (ParcelLine line : parcel.lines()) {
            Answer sold = line(order, line.lineNo());
            products.add(Map.of(
                    "product_id",
                    sold.text("product_id"),
                    "sku_id",
                    sold.text("sku_id"),
                    "product_cnt",
                    line.quantity()));
        }
        told.put("product_infos", products);
        return Map.of("order_id", parcel.orderNo(), "delivery_list", List.of(told));
    }

    private static Answer line(Answer order, String lineNo) throws MalformedRecord {
        for (Answer line : order.object("order_detail").list("product_infos")) {
            if (line.textOr("product_unique_id", line.textOr("sku_id", "")).equals(lineNo)) {
                return line;
            }
        }
        throw new MalformedRecord("the order has no line '" + lineNo + "'");
    }
}
