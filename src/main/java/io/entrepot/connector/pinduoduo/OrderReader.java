package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one order of the wire. Amounts are in yuan, times are those of the clocks in China, in whole seconds. */
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
        State state = state(order);
        Instant changedAt = order.shanghai("updated_at");
        boolean cancelled = state == State.CANCELLED;
        return new ChannelOrder(
                order.text("order_sn"),
                state,
                changedAt,
                order.shanghai("created_time"),
                state == State.PLACED ? null : paidAt(order),
                cancelled ? changedAt : null,
                yuan(order, "pay_amount"),
                either(order, "receiver_name"),
                address(order),
                lines(order, state),
                state == State.PAID && refund(order) == Refund.ASKED ? changedAt : null);
    }

    /**
     * An order that the platform still examines, whose group is not complete, or of which only a deposit was paid is not ours to ship
     * yet: it counts as placed.
     */
    static State state(Answer order) throws MalformedRecord {
        State sent = sent(order);
        Refund refund = refund(order);
        boolean waits = examined(order) || owesTheRest(order);
        return switch ((int) order.whole("confirm_status")) {
            case 0 -> State.PLACED;
            case 1 ->
                sent != State.PAID ? sent : refund == Refund.DONE ? State.CANCELLED : waits ? State.PLACED : State.PAID;
            case 2 -> State.CANCELLED;
            default -> throw unknown(order, "confirm_status");
        };
    }

    private static State sent(Answer order) throws MalformedRecord {
        return switch ((int) order.whole("order_status")) {
            case 1 -> State.PAID;
            case 2 -> State.SHIPPED;
            case 3 -> State.COMPLETED;
            default -> throw unknown(order, "order_status");
        };
    }

    private enum Refund {
        NONE,
        ASKED,
        DONE
    }

    private static Refund refund(Answer order) throws MalformedRecord {
        return switch ((int) order.whole("refund_status")) {
            case 1 -> Refund.NONE;
            case 2, 3 -> Refund.ASKED;
            case 4 -> Refund.DONE;
            default -> throw unknown(order, "refund_status");
        };
    }

    /** Whether the buyer wants the money back and does not have it yet. */
    static boolean asksForMoney(Answer order) throws MalformedRecord {
        return refund(order) == Refund.ASKED;
    }

    /** Whether the platform's risk control has not let it pass yet. */
    static boolean examined(Answer order) throws MalformedRecord {
        return switch ((int) order.whole("risk_control_status")) {
            case 0 -> false;
            case 1 -> true;
            default -> throw unknown(order, "risk_control_status");
        };
    }

    private static boolean owesTheRest(Answer order) throws MalformedRecord {
        if (!order.has("step_order_info")) {
            return false;
        }
        Answer steps = order.object("step_order_info");
        return switch ((int) steps.whole("step_trade_status")) {
            case 0, 1 -> true;
            case 2 -> false;
            default -> throw unknown(steps, "step_trade_status");
        };
    }

    private static MalformedRecord unknown(Answer order, String field) {
        return new MalformedRecord("field '" + order.at() + field + "' is '" + order.textOr(field, "")
                + "', which is no known state of an order");
    }

    private static @Nullable Instant paidAt(Answer order) throws MalformedRecord {
        Instant confirmed = order.shanghaiIfAny("confirm_time").orElse(null);
        return order.shanghaiIfAny("pay_time").orElse(confirmed);
    }

    private List<Line> lines(Answer order, State state) throws MalformedRecord {
        boolean sent = state == State.SHIPPED || state == State.COMPLETED;
        Set<String> used = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Answer item : order.list("item_list")) {
            long quantity = item.units("goods_count");
            lines.add(new Line(
                    lineNo(item, used),
                    item.text("goods_id"),
                    item.text("sku_id"),
                    item.textOr("outer_id", ""),
                    item.textOr("goods_name", ""),
                    quantity,
                    sent ? quantity : 0,
                    state == State.CANCELLED ? quantity : 0,
                    yuan(item, "goods_price")));
        }
        if (lines.isEmpty()) {
            throw new MalformedRecord("field 'item_list' is empty");
        }
        return lines;
    }

    /** A line has no number of its own: it goes by its SKU, a second one of the same by how many there are. */
    static String lineNo(Answer item, Set<String> used) throws MalformedRecord {
        String sku = item.text("sku_id");
        String name = sku;
        for (int count = 2; !used.add(name); count++) {
            name = sku + "-" + count;
        }
        return name;
    }

    /** The text, which may be encrypted; where there is none its masked form. */
    private static String either(Answer order, String field) {
        String given = order.textOr(field, "");
        return given.isEmpty() ? order.textOr(field + "_mask", "") : given;
    }

    private static String address(Answer order) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("province", "city", "town")) {
            parts.add(order.textOr(field, ""));
        }
        parts.add(either(order, "receiver_address"));
        parts.removeIf(String::isEmpty);
        return String.join(" ", parts);
    }

    private Money yuan(Answer given, String field) throws MalformedRecord {
        return yuan(given, field, currency);
    }

    /** An amount in yuan, such as {@code 12.50}. */
    static Money yuan(Answer given, String field, Currency currency) throws MalformedRecord {
        String text = given.textOr(field, "");
        try {
            return new Money(new BigDecimal(text).movePointRight(2).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new MalformedRecord("field '" + given.at() + field + "' is '" + text + "', not an amount in yuan");
        }
    }
}
