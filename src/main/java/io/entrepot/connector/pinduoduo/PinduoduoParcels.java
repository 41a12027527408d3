package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells the shop of parcels. The first one ships the order as a whole; those that follow are further numbers, for the buyer to look
 * at. The shop knows a parcel by carrier and number alone, so what is there is looked at first.
 */
record PinduoduoParcels(PinduoduoClient client) implements ShipmentTarget {

    private static final String FIRST = "1";
    private static final String INSTEAD = "2";

    /** One order in several parcels. */
    private static final String PART = "1";

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        try {
            if (parcel.trackingNumber() == null) {
                throw refused(PinduoduoCodes.NO_NUMBER, "the platform takes no parcel without a number");
            }
            Answer order = PinduoduoOrders.order(client, "parcels", parcel.orderNo(), sitting);
            refuseOtherLines(order, parcel);
            tell(order, parcel, sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, PinduoduoCodes.UNREACHABLE);
        }
    }

    private void tell(Answer order, Parcel parcel, Sitting sitting) throws IOException {
        Carriers carriers = Carriers.ask(client, sitting);
        Label label = carriers.label(parcel.label());
        Label first = label(order);
        Set<Label> further = further(order);
        if (label.equals(first) || further.contains(label)) {
            return;
        }
        List<Label> earlier = carriers.known(parcel.earlier());
        if (OrderReader.state(order) == State.SHIPPED || OrderReader.state(order) == State.COMPLETED) {
            if (earlier.contains(first)) {
                send(parcel, label, INSTEAD, sitting);
            } else if (earlier.stream().anyMatch(further::contains)) {
                throw refused(PinduoduoCodes.NOT_SHIPPABLE, "the number of a further parcel cannot be changed");
            } else {
                add(parcel, label, sitting);
            }
        } else {
            refuseUnshippable(order);
            send(parcel, label, FIRST, sitting);
        }
    }

    private void send(Parcel parcel, Label label, String how, Sitting sitting) throws IOException {
        Answer answer = client.call(
                        "parcels",
                        "pdd.logistics.online.send",
                        Map.of(
                                "order_sn", parcel.orderNo(),
                                "logistics_id", label.carrier(),
                                "tracking_number", String.valueOf(label.trackingNumber()),
                                "redelivery_type", how),
                        sitting)
                .object("logistics_online_send_response");
        refuseUnless(answer, "is_success");
    }

    private void add(Parcel parcel, Label label, Sitting sitting) throws IOException {
        String number = String.valueOf(label.trackingNumber());
        if (number.chars().anyMatch(each -> each == '"' || each == '\\' || each < ' ')) {
            throw refused(PinduoduoCodes.NO_NUMBER, "no carrier has such a number");
        }
        Answer answer = client.call(
                        "parcels",
                        "pdd.order.upload.extra.logistics",
                        Map.of(
                                "order_sn",
                                parcel.orderNo(),
                                "extra_track_type",
                                PART,
                                "extra_track_list",
                                "[{\"shipping_id\":" + label.carrier() + ",\"tracking_number\":\"" + number + "\"}]"),
                        sitting)
                .object("upload_extra_logistics_response");
        refuseUnless(answer, "success");
    }

    private static void refuseUnless(Answer answer, String field) throws CallRefused {
        if (!answer.node().path(field).asBoolean(false)) {
            throw refused(PinduoduoCodes.CALL_REFUSED, "the shop says that it has not taken the parcel");
        }
    }

    private static void refuseOtherLines(Answer order, Parcel parcel) throws IOException {
        Map<String, Long> bought = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Answer item : order.list("item_list")) {
            bought.put(OrderReader.lineNo(item, used), item.units("goods_count"));
        }
        for (ParcelLine line : parcel.lines()) {
            if (line.quantity() > bought.getOrDefault(line.lineNo(), 0L)) {
                throw refused(
                        PinduoduoCodes.UNKNOWN_ORDER,
                        "the order has not so much of all lines of the parcel '" + parcel.code() + "'");
            }
        }
    }

    /** The platform lets a seller ship while the buyer asks for the money back; we do not. */
    private static void refuseUnshippable(Answer order) throws IOException {
        if (OrderReader.examined(order) || onHold(order)) {
            throw new CallRefused(PinduoduoCodes.ON_HOLD, "the platform holds the order back", true);
        }
        if (OrderReader.state(order) != State.PAID) {
            throw refused(
                    PinduoduoCodes.NOT_SHIPPABLE,
                    "the order is " + OrderReader.state(order).name().toLowerCase(Locale.ROOT));
        }
        if (OrderReader.asksForMoney(order)) {
            throw refused(PinduoduoCodes.REFUND_ASKED, "the buyer asks for the money back");
        }
    }

    private static boolean onHold(Answer order) throws MalformedRecord {
        for (Answer tag : order.list("order_tag_list")) {
            if (tag.textOr("name", "").equals("ship_hold")
                    && tag.textOr("value", "").equals("1")) {
                return true;
            }
        }
        return false;
    }

    private static Set<Label> further(Answer order) throws MalformedRecord {
        Set<Label> further = new HashSet<>();
        for (Answer parcel : order.list("extra_delivery_list")) {
            further.add(label(parcel));
        }
        return further;
    }

    private static Label label(Answer given) {
        return new Label(given.textOr("logistics_id", ""), given.textOr("tracking_number", ""));
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
