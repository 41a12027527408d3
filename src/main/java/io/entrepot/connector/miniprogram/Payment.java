package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A payment, and what WeChat was told of its shipping.
 *
 * @param openId the buyer, as this mini-program knows him
 * @param way WeChat's {@code logistics_type}; 0 where nothing was told
 * @param split whether it leaves in several parcels
 * @param finished whether all is said to have left
 * @param finishes how often that was said
 * @param told the newest time at which WeChat was told of a parcel
 */
record Payment(
        String openId,
        State state,
        int way,
        boolean split,
        boolean finished,
        long finishes,
        List<Shipped> parcels,
        Instant told) {

    static final int BY_CARRIER = 1;
    static final int SPLIT = 2;

    /** In the order of WeChat's {@code order_state}, from 1. */
    enum State {
        OPEN,
        SHIPPED,
        RECEIVED,
        DONE,
        REFUNDED,
        TO_BE_SETTLED
    }

    /**
     * Reads an answer of {@code get_order}.
     *
     * @throws MalformedRecord when it lacks the buyer, or is in a state that no page names
     */
    static Payment of(Answer order) throws MalformedRecord {
        Answer shipping = order.has("shipping")
                ? order.object("shipping")
                : new Answer(order.node().path("shipping"), "order.shipping.", "");
        List<Shipped> parcels = new ArrayList<>();
        Instant told = Instant.EPOCH;
        for (Answer parcel : shipping.list("shipping_list")) {
            parcels.add(Shipped.of(parcel));
            Instant then = parcel.secondsIfAny("upload_time").orElse(told);
            told = then.isAfter(told) ? then : told;
        }
        return new Payment(
                order.text("openid"),
                state(order),
                (int) shipping.unitsOrNone("logistics_type"),
                shipping.unitsOrNone("delivery_mode") == SPLIT,
                shipping.textOr("finish_shipping", "").equals("true"),
                shipping.unitsOrNone("finish_shipping_count"),
                List.copyOf(parcels),
                told);
    }

    private static State state(Answer order) throws MalformedRecord {
        long state = order.whole("order_state");
        if (state < 1 || state > State.values().length) {
            throw new MalformedRecord("field 'order.order_state' is " + state + ", which no page names");
        }
        return State.values()[(int) state - 1];
    }

    /** Whether WeChat was told anything. */
    boolean isTold() {
        return way != 0;
    }

    /** Whether WeChat was told of this parcel; of one without a number whether it was told of any such. */
    boolean tells(Label label) {
        return label.trackingNumber() == null
                ? isTold() && way != BY_CARRIER
                : parcels.stream().anyMatch(parcel -> parcel.is(label));
    }
}
