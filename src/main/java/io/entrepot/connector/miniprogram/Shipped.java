package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One parcel of a payment, as WeChat keeps it.
 *
 * @param number the carrier's, or empty where there is none
 * @param carrier WeChat's code of the carrier, or empty
 * @param goods what is in it
 * @param consignor how to reach the sender, all but the last four digits hidden, or empty
 * @param receiver how to reach the buyer, likewise
 */
record Shipped(String number, String carrier, String goods, String consignor, String receiver) {

    /** As an answer shows it. */
    static Shipped of(Answer parcel) {
        String consignor = parcel.node().at("/contact/consignor_contact").asText("");
        String receiver = parcel.node().at("/contact/receiver_contact").asText("");
        return new Shipped(
                parcel.textOr("tracking_no", ""),
                parcel.textOr("express_company", ""),
                parcel.textOr("goods_desc", ""),
                consignor,
                receiver);
    }

    /** Whether a carrier has it. */
    boolean carried() {
        return !number.isEmpty();
    }

    /** Whether it is the same parcel to the carrier. */
    boolean same(Shipped other) {
        return carried() && number.equals(other.number) && carrier.equals(other.carrier);
    }

    boolean is(Label label) {
        return carried() && number.equals(label.trackingNumber()) && carrier.equals(label.carrier());
    }

    /** The same, with what WeChat does not show of it. */
    Shipped filled(Shipped from) {
        boolean reachable = !consignor.isEmpty() || !receiver.isEmpty();
        return new Shipped(
                number,
                carrier,
                goods.isEmpty() ? from.goods : goods,
                reachable ? consignor : from.consignor,
                reachable ? receiver : from.receiver);
    }

    /** As a request names it. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "tracking_no", number);
        put(body, "express_company", carrier);
        body.put("item_desc", goods);
        Map<String, Object> contact = new LinkedHashMap<>();
        put(contact, "consignor_contact", consignor);
        put(contact, "receiver_contact", receiver);
        if (!contact.isEmpty()) {
            body.put("contact", contact);
        }
        return body;
    }

    private static void put(Map<String, Object> body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }
}
