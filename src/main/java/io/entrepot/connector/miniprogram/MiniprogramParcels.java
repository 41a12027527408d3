package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells WeChat, and perhaps the buyer, what was shipped for a payment. What WeChat knows is looked at first. */
record MiniprogramParcels(String mchId, Terms terms, Optional<ShippedMessage> message, WechatCalls client, Clock clock)
        implements ShipmentTarget {

    /** A payment may be missing for a minute; so long a parcel that left just now waits for it. */
    private static final Duration NEW = Duration.ofMinutes(10);

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.of("Asia/Shanghai"));

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        try {
            Payment payment = payment(parcel.orderNo(), sitting);
            Optional<Upload> upload = Upload.of(payment, parcel, terms);
            if (upload.isPresent() && tell(parcel.orderNo(), payment, upload.get(), sitting)) {
                message.filter(unused -> upload.get().adds()).ifPresent(each -> say(each, payment, parcel, sitting));
            }
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            return refused.code().equals(MiniprogramCodes.UNKNOWN_PAYMENT) && isNew(parcel)
                    ? new Outcome.NotDone(refused.code(), String.valueOf(refused.getMessage()))
                    : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, MiniprogramCodes.UNREACHABLE);
        }
    }

    private boolean isNew(Parcel parcel) {
        return Duration.between(parcel.shippedAt(), clock.instant()).compareTo(NEW) < 0;
    }

    private Payment payment(String orderNo, Sitting sitting) throws IOException {
        Map<String, ?> question = Map.of("merchant_id", mchId, "merchant_trade_no", orderNo);
        return Payment.of(client.call("payments", "wxa/sec/order/get_order", question, sitting)
                .object("order"));
    }

    /** Whether WeChat took it as something new. */
    private boolean tell(String orderNo, Payment payment, Upload upload, Sitting sitting) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("order_key", Map.of("order_number_type", 1, "mchid", mchId, "out_trade_no", orderNo));
        body.put("logistics_type", upload.way());
        body.put("delivery_mode", upload.split() ? Payment.SPLIT : 1);
        if (upload.split()) {
            body.put("is_all_delivered", upload.all());
        }
        body.put("shipping_list", upload.parcels().stream().map(Shipped::body).toList());
        body.put("upload_time", RFC_3339.format(after(payment.told())));
        body.put("payer", Map.of("openid", payment.openId()));
        Answer answer = client.call("parcels", "wxa/sec/order/upload_shipping_info", body, sitting);
        return answer.whole("errcode") != Refused.UNCHANGED;
    }

    /** WeChat takes only what is newer than what it has, of which it shows the second. */
    private Instant after(Instant told) {
        Instant next = told.plusSeconds(1);
        return clock.instant().isBefore(next) ? next : clock.instant();
    }

    /** The shipment stands, whether the buyer takes the message or not: he may have refused all such, and nobody asks him twice. */
    private boolean say(ShippedMessage to, Payment payment, Parcel parcel, Sitting sitting) {
        try {
            client.call("messages", "cgi-bin/message/subscribe/send", to.body(payment.openId(), parcel), sitting);
            return true;
        } catch (IOException notSaid) {
            return false;
        }
    }
}
