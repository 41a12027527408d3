package io.entrepot.connector.douyin;

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
import java.util.Set;

/** Reads one order of the wire. Amounts are in fen, instants in whole seconds; numbers may come as their digits. */
final class OrderReader {

    private static final int SHIPPED = 3;
    private static final int CANCELLED = 4;
    private static final int COMPLETED = 5;

    /** Asked for, agreed to and not done yet. */
    private static final Set<Long> REFUND_OPEN = Set.of(6L, 7L, 8L, 11L, 13L, 14L, 29L);

    /** No after-sale, or one that is over without a refund. */
    private static final Set<Long> REFUND_NONE = Set.of(0L, 27L, 28L);

    private static final Set<Long> REFUND_DONE = Set.of(12L, 51L, 53L);

    /** Refunds of what was not sent: asked for by the buyer, cancelled by the shop, cancelled by the buyer. */
    private static final Set<Long> BEFORE_SHIPMENT = Set.of(2L, 4L, 5L);

    private final Currency currency;

    OrderReader(Currency currency) {
        this.currency = currency;
    }

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    ChannelOrder read(String payload) throws MalformedRecord {
        Answer order = Answer.read(payload);
        long status = order.whole("order_status");
        State state = state(status, order);
        Instant changedAt = order.seconds("update_time");
        Optional<Instant> paidAt = order.secondsIfAny("pay_time");
        List<Line> lines = lines(order, status);
        boolean open = state != State.CANCELLED
                && lines.stream().anyMatch(line -> line.shipped() < line.quantity() - line.cancelled());
        return new ChannelOrder(
                order.text("order_id"),
                state,
                changedAt,
                order.seconds("create_time"),
                paidAt.orElse(null),
                state == State.CANCELLED ? changedAt : null,
                fen(order, "pay_amount"),
                order.textOr("mask_post_receiver", ""),
                address(order),
                lines,
                asksForMoney(order) && open ? changedAt : null);
    }

    private static State state(long status, Answer order) throws MalformedRecord {
        return switch ((int) status) {
            case 1 -> State.PLACED;
            case 105, 2, 101 -> State.PAID;
            case SHIPPED -> State.SHIPPED;
            case COMPLETED -> State.COMPLETED;
            case CANCELLED -> State.CANCELLED;
            default ->
                throw new MalformedRecord("field 'order_status' is '" + order.textOr("order_status", "")
                        + "', which is no known state of an order");
        };
    }

    private List<Line> lines(Answer order, long status) throws MalformedRecord {
        Map<String, Long> sent = shipped(order);
        List<Line> lines = new ArrayList<>();
        for (Answer line : order.list("sku_order_list")) {
            String no = lineNo(line);
            long quantity = line.units("item_num");
            long cancelledIfOpen = isRefunded(line) ? quantity : 0;
            // Where parcels do not say what is in them, the order's state does.
            boolean allSent = (status == SHIPPED || status == COMPLETED) && cancelledIfOpen == 0;
            long shipped = Math.min(quantity, sent.getOrDefault(no, allSent ? quantity : 0));
            lines.add(new Line(
                    no,
                    text(line, "product_id_str", "product_id"),
                    line.text("sku_id"),
                    code(line),
                    line.textOr("product_name", ""),
                    quantity,
                    shipped,
                    status == CANCELLED ? quantity - shipped : Math.min(cancelledIfOpen, quantity - shipped),
                    fen(line, "origin_amount")));
        }
        if (lines.isEmpty()) {
            throw new MalformedRecord("field 'sku_order_list' is empty");
        }
        return lines;
    }

    /** The shop's number of the line: an order of its own below the order. */
    static String lineNo(Answer line) throws MalformedRecord {
        return line.text("order_id");
    }

    private static String code(Answer line) {
        String code = line.textOr("code", "");
        return code.isEmpty() ? line.textOr("out_sku_id", "") : code;
    }

    private static String text(Answer given, String field, String otherwise) throws MalformedRecord {
        String text = given.textOr(field, "");
        return text.isEmpty() ? given.text(otherwise) : text;
    }

    private static Map<String, Long> shipped(Answer order) throws MalformedRecord {
        Map<String, Long> shipped = new HashMap<>();
        for (Answer parcel : order.list("logistics_info")) {
            for (Answer product : parcel.list("product_info")) {
                shipped.merge(product.text("sku_order_id"), product.units("product_count"), Long::sum);
            }
        }
        return shipped;
    }

    /** Of a refund before shipment the order does not say how many units it is for; it is taken for all that is not sent. */
    private static boolean isRefunded(Answer line) throws MalformedRecord {
        return line.has("after_sale_info")
                && REFUND_DONE.contains(afterSale(line))
                && BEFORE_SHIPMENT.contains(line.object("after_sale_info").whole("after_sale_type"));
    }

    private static boolean asksForMoney(Answer order) throws MalformedRecord {
        for (Answer line : order.list("sku_order_list")) {
            if (line.has("after_sale_info") && REFUND_OPEN.contains(afterSale(line))) {
                return true;
            }
        }
        return false;
    }

    private static long afterSale(Answer line) throws MalformedRecord {
        Answer info = line.object("after_sale_info");
        long status = info.unitsOrNone("after_sale_status");
        if (!REFUND_OPEN.contains(status) && !REFUND_NONE.contains(status) && !REFUND_DONE.contains(status)) {
            throw new MalformedRecord("field '" + info.at() + "after_sale_status' is '" + status
                    + "', which is no known state of an after-sale");
        }
        return status;
    }

    /** As it is shown, which is masked; the ciphers stay in the record alone. */
    private static String address(Answer order) throws MalformedRecord {
        String field = order.has("mask_post_addr") ? "mask_post_addr" : "post_addr";
        if (!order.has(field)) {
            return "";
        }
        Answer given = order.object(field);
        List<String> parts = new ArrayList<>();
        for (String level : List.of("province", "city", "town", "street")) {
            if (given.has(level)) {
                parts.add(given.object(level).textOr("name", ""));
            }
        }
        parts.add(given.textOr("detail", ""));
        parts.removeIf(String::isEmpty);
        return String.join(" ", parts);
    }

    private Money fen(Answer given, String field) throws MalformedRecord {
        return new Money(given.units(field), currency);
    }
}
