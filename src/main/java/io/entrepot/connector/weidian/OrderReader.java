package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one order of the wire. Amounts are yuan with decimals, times those of the clocks in China. */
final class OrderReader {

    private static final Set<String> REFUNDS = Set.of("0", "1", "2", "3");
    private static final String ASKED = "1";
    private static final String CLOSED = "3";

    private final Currency currency;

    OrderReader(Currency currency) {
        this.currency = currency;
    }

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    ChannelOrder read(String payload) throws MalformedRecord {
        Answer record = Answer.read(payload);
        Answer order = record.object("order");
        Instant placedAt = Times.read(order, "add_time");
        Instant changedAt = later(record.seconds("changed_at"), placedAt);
        State state = state(order);
        boolean cancelled = state == State.CANCELLED;
        List<OrderLine> told = lines(order);
        List<Line> lines = new ArrayList<>();
        for (OrderLine line : told) {
            lines.add(line(line, state));
        }
        boolean open = lines.stream().anyMatch(line -> line.shipped() < line.quantity() - line.cancelled());
        boolean asks = isOnRefund(order, told);
        return new ChannelOrder(
                order.text("order_id"),
                state,
                changedAt,
                placedAt,
                paidAt(order, state, placedAt),
                cancelled ? changedAt : null,
                Yuan.read(order, "total", currency),
                buyer(order).textOr("name", ""),
                address(buyer(order)),
                lines,
                !cancelled && open && asks ? changedAt : null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static State state(Answer order) throws MalformedRecord {
        String status = order.text("status_ori");
        return switch (status) {
            case "10", "21" -> State.PLACED;
            case "20", "31" -> State.PAID;
            case "30", "40" -> State.SHIPPED;
            case "50" -> State.COMPLETED;
            case "60" -> State.CANCELLED;
            default ->
                throw new MalformedRecord(
                        "field 'order.status_ori' is '" + status + "', which is no known state of an order");
        };
    }

    /** Where it is paid at the door nothing was paid when it is to be sent: then it counts as paid when it was placed. */
    private static @Nullable Instant paidAt(Answer order, State state, Instant placedAt) throws MalformedRecord {
        Optional<Instant> paidAt = Times.readIfAny(order, "pay_time");
        boolean unpaid = state == State.PLACED || state == State.CANCELLED;
        return paidAt.orElse(unpaid ? null : placedAt);
    }

    private static List<OrderLine> lines(Answer order) throws MalformedRecord {
        List<OrderLine> lines = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        for (Answer item : order.list("items")) {
            OrderLine line = new OrderLine(item);
            if (!numbers.add(line.no())) {
                throw new MalformedRecord(
                        "field '" + item.at() + "sub_order_id' does not tell the lines of '" + line.no() + "' apart");
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new MalformedRecord("field 'order.items' is empty");
        }
        return lines;
    }

    private Line line(OrderLine line, State state) throws MalformedRecord {
        long quantity = line.quantity();
        boolean delivered = line.isDelivered();
        boolean cancelled = !delivered && (state == State.CANCELLED || line.isRefunded());
        boolean sent = delivered || state == State.SHIPPED || state == State.COMPLETED;
        return new Line(
                line.no(),
                line.told().text("item_id"),
                line.skuId(),
                line.code(),
                line.told().textOr("item_name", ""),
                quantity,
                sent && !cancelled ? quantity : 0,
                cancelled ? quantity : 0,
                Yuan.read(line.told(), "price", currency));
    }

    private static boolean isOnRefund(Answer order, List<OrderLine> lines) throws MalformedRecord {
        String refund = order.text("refund_status_ori");
        if (!REFUNDS.contains(refund)) {
            throw new MalformedRecord(
                    "field 'order.refund_status_ori' is '" + refund + "', which is no known state of a refund");
        }
        if (refund.equals(ASKED) || order.textOr("status", "").endsWith("_refunding")) {
            return true;
        }
        for (OrderLine line : lines) {
            if (!refund.equals(CLOSED) && line.isOnRefund()) {
                return true;
            }
        }
        return false;
    }

    /** Virtual goods have a buyer without an address. */
    private static Answer buyer(Answer order) throws MalformedRecord {
        return order.object("buyer_info");
    }

    private static String address(Answer buyer) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("province", "city", "region", "self_address")) {
            String part = buyer.textOr(field, "");
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? buyer.textOr("address", "") : String.join(" ", parts);
    }
}
