package io.entrepot.simulator.miniprogram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * A payment at one moment.
 *
 * @param state WeChat's {@code order_state}: 1 open, 2 shipped, 3 received, 4 done, 5 refunded, 6 to be settled
 * @param way WeChat's {@code logistics_type}; 0 before anything was told
 * @param mode WeChat's {@code delivery_mode}; 0 likewise
 * @param finishes how often all was said to be shipped
 * @param changed whether the one change of what was finished is used up
 */
public record Payment(
        String no,
        String openId,
        Instant paidAt,
        int state,
        int way,
        int mode,
        boolean finished,
        int finishes,
        boolean changed,
        List<Told> parcels) {

    static Payment open(String no, String openId, Instant paidAt) {
        return new Payment(no, openId, paidAt, 1, 0, 0, false, 0, false, List.of());
    }

    Payment in(int newState) {
        return new Payment(no, openId, paidAt, newState, way, mode, finished, finishes, changed, parcels);
    }

    /** As {@code get_order} shows it. */
    ObjectNode shown(String merchant) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("transaction_id", "4200" + Integer.toUnsignedString(no.hashCode()));
        order.put("merchant_trade_no", no);
        order.put("merchant_id", merchant);
        order.put("sub_merchant_id", "");
        order.put("description", "");
        order.put("paid_amount", 916);
        order.put("openid", openId);
        order.put("trade_create_time", paidAt.getEpochSecond());
        order.put("pay_time", paidAt.getEpochSecond());
        order.put("in_complaint", false);
        order.put("order_state", state);
        ObjectNode shipping = order.putObject("shipping");
        if (mode > 0) {
            shipping.put("delivery_mode", mode);
            shipping.put("logistics_type", way);
            shipping.put("finish_shipping", finished);
            shipping.put("finish_shipping_count", finishes);
            shipping.put("goods_desc", "");
            parcels.forEach(parcel -> shipping.withArray("shipping_list").add(shown(parcel)));
        }
        return order;
    }

    private static ObjectNode shown(Told parcel) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("tracking_no", parcel.trackingNumber());
        shown.put("express_company", parcel.carrier());
        shown.put("goods_desc", parcel.goods());
        shown.put("upload_time", parcel.uploadedAt().getEpochSecond());
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        if (!parcel.consignor().isEmpty()) {
            contact.put("consignor_contact", parcel.consignor());
        }
        if (!parcel.receiver().isEmpty()) {
            contact.put("receiver_contact", parcel.receiver());
        }
        if (!contact.isEmpty()) {
            shown.set("contact", contact);
        }
        return shown;
    }
}
