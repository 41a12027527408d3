package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one order of the wire. Amounts are in fen, instants in whole seconds. */
final class OrderReader {

    private final Currency currency;

    OrderReader(Currency currency) {
        this.currency = currency;
    }

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    ChannelOrder read(String payload) throws MalformedRecord {
        Answer order = Answer.read(payload);
        Answer detail = order.object("order_detail");
        long status = order.whole("status");
        Instant changedAt = order.seconds("update_time");
        Optional<Instant> paidAt = detail.object("pay_info").secondsIfAny("pay_time");
        boolean cancelled = status == 200 || status == 250;
        Answer delivery = detail.object("delivery_info");
        List<Line> lines = lines(detail, shipped(delivery), status);
        boolean asksForMoney = !cancelled
                && lines.stream().anyMatch(line -> line.shipped() < line.quantity() - line.cancelled())
                && onAfterSale(detail);
        return new ChannelOrder(
                order.text("order_id"),
                state(status, order),
                changedAt,
                order.seconds("create_time"),
                paidAt.orElse(null),
                cancelled ? changedAt : null,
                fen(detail.object("price_info"), "order_price"),
                delivery.object("address_info").textOr("user_name", ""),
                address(delivery.object("address_info")),
                lines,
                asksForMoney ? changedAt : null,
                order.textOr("unionid", ""));
    }

    private static State state(long status, Answer order) throws MalformedRecord {
        return switch ((int) status) {
            case 10, 12, 13 -> State.PLACED;
            case 20, 21 -> State.PAID;
            case 30 -> State.SHIPPED;
            case 100 -> State.COMPLETED;
            case 200, 250 -> State.CANCELLED;
            default ->
                throw new MalformedRecord(
                        "field 'status' is '" + order.textOr("status", "") + "', which is no known state of an order");
        };
    }

    private List<Line> lines(Answer detail, Map<String, Long> shipped, long status) throws MalformedRecord {
        List<Line> lines = new ArrayList<>();
        for (Answer line : detail.list("product_infos")) {
            String item = line.text("product_id");
            String sku = line.text("sku_id");
            long quantity = line.units("sku_cnt");
            // Where parcels are not told by product, the order's state says it.
            long left = shipped.getOrDefault(key(line), status == 30 || status == 100 ? quantity : 0);
            long told = Math.min(quantity, left);
            shipped.computeIfPresent(key(line), (key, units) -> units - told);
            lines.add(new Line(
                    lineNo(line),
                    item,
                    sku,
                    line.textOr("sku_code", ""),
                    line.textOr("title", ""),
                    quantity,
                    told,
                    cancelled(line, quantity, told, status),
                    fen(line, "sale_price")));
        }
        if (lines.isEmpty()) {
            throw new MalformedRecord("field 'order_detail.product_infos' is empty");
        }
        return lines;
    }

    /** After all after-sales (200) nothing is left to be sent, whether or not the lines say how much of them came to an end. */
    private static long cancelled(Answer line, long quantity, long shipped, long status) throws MalformedRecord {
        long ended = Math.min(quantity, line.unitsOrNone("finish_aftersale_sku_cnt"));
        return switch ((int) status) {
            case 250 -> quantity;
            case 200 -> Math.max(ended, quantity - shipped);
            default -> ended;
        };
    }

    private static Map<String, Long> shipped(Answer delivery) throws MalformedRecord {
        Map<String, Long> shipped = new HashMap<>();
        for (Answer parcel : delivery.list("delivery_product_info")) {
            units(parcel).forEach((key, count) -> shipped.merge(key, count, Long::sum));
        }
        return shipped;
    }

    /** What is in a parcel, by {@link #key}. */
    static Map<String, Long> units(Answer parcel) throws MalformedRecord {
        Map<String, Long> units = new HashMap<>();
        for (Answer product : parcel.list("product_infos")) {
            units.merge(key(product), product.units("product_cnt"), Long::sum);
        }
        return units;
    }

    /** How the shop names what is in lines and parcels. */
    static String key(Answer product) throws MalformedRecord {
        return product.text("product_id") + "/" + product.text("sku_id");
    }

    static String lineNo(Answer line) throws MalformedRecord {
        return line.textOr("product_unique_id", line.text("sku_id"));
    }

    private static boolean onAfterSale(Answer detail) throws MalformedRecord {
        for (Answer line : detail.list("product_infos")) {
            if (line.unitsOrNone("on_aftersale_sku_cnt") > 0) {
                return true;
            }
        }
        return false;
    }

    private static String address(Answer given) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("province_name", "city_name", "county_name", "detail_info", "house_number")) {
            String part = given.textOr(field, "");
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join(" ", parts);
    }

    private Money fen(Answer given, String field) throws MalformedRecord {
        return new Money(given.units(field), currency);
    }
}
