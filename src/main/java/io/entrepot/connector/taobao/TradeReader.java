package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one trade of the wire. Amounts are decimal yuan, times those of the clocks in China. */
final class TradeReader {

    /** The receiver's fields are needed for the shop to make an OAID; it gives them masked. */
    static final String FIELDS =
            "tid,type,status,created,modified,pay_time,end_time,consign_time,payment,post_fee,total_fee,"
                    + "receiver_name,receiver_state,receiver_city,receiver_district,receiver_town,receiver_address,receiver_zip,"
                    + "receiver_mobile,receiver_phone,oaid,orders,combine_logistics_details";

    private final Currency currency;

    TradeReader(Currency currency) {
        this.currency = currency;
    }

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    ChannelOrder read(String payload) throws MalformedRecord {
        Answer trade = Answer.read(payload);
        Instant changedAt = trade.shanghai("modified");
        List<Line> lines = lines(trade);
        State state = state(trade, lines);
        boolean open = lines.stream().anyMatch(line -> line.shipped() < line.quantity() - line.cancelled());
        boolean asked = asksForMoney(trade) && open && state != State.CANCELLED;
        return new ChannelOrder(
                trade.text("tid"),
                state,
                changedAt,
                trade.shanghai("created"),
                paidAt(trade, state),
                state == State.CANCELLED ? trade.shanghaiIfAny("end_time").orElse(changedAt) : null,
                ItemReader.yuan(trade, "payment", currency),
                trade.textOr("receiver_name", ""),
                address(trade),
                lines,
                asked ? changedAt : null);
    }

    /** What is paid at the door counts as paid when it is placed: it is to be sent. */
    private static @Nullable Instant paidAt(Answer trade, State state) throws MalformedRecord {
        if (state == State.PLACED) {
            return null;
        }
        boolean atTheDoor = trade.textOr("type", "").equals("cod") && state != State.CANCELLED;
        return trade.shanghaiIfAny("pay_time").orElse(atTheDoor ? trade.shanghai("created") : null);
    }

    private static State state(Answer trade, List<Line> lines) throws MalformedRecord {
        String status = trade.text("status");
        return switch (status) {
            // The last of these is paid, and must not be sent yet.
            case "TRADE_NO_CREATE_PAY",
                    "WAIT_BUYER_PAY",
                    "PAY_PENDING",
                    "WAIT_PRE_AUTH_CONFIRM",
                    "PAID_FORBID_CONSIGN" -> State.PLACED;
            case "WAIT_SELLER_SEND_GOODS", "SELLER_CONSIGNED_PART" -> State.PAID;
            case "WAIT_BUYER_CONFIRM_GOODS" -> State.SHIPPED;
            case "TRADE_BUYER_SIGNED", "TRADE_FINISHED" -> State.COMPLETED;
            // Closed after it was sent: the goods went out, and the money went back.
            case "TRADE_CLOSED" ->
                lines.stream().anyMatch(line -> line.shipped() > 0) ? State.COMPLETED : State.CANCELLED;
            case "TRADE_CLOSED_BY_TAOBAO" -> State.CANCELLED;
            default -> throw unknown(trade, "status", status);
        };
    }

    private List<Line> lines(Answer trade) throws MalformedRecord {
        Map<String, Long> shipped = shipped(trade);
        List<Line> lines = new ArrayList<>();
        for (Answer order : TopClient.list(trade, "orders", "order")) {
            String item = order.text("num_iid");
            String oid = order.text("oid");
            long quantity = order.units("num");
            long sent = isSent(order) ? quantity : Math.min(quantity, shipped.getOrDefault(oid, 0L));
            lines.add(new Line(
                    oid,
                    item,
                    order.textOr("sku_id", item),
                    order.textOr("outer_sku_id", order.textOr("outer_iid", "")),
                    order.textOr("title", ""),
                    quantity,
                    sent,
                    isClosed(order) ? quantity - sent : 0,
                    ItemReader.yuan(order, "price", currency)));
        }
        if (lines.isEmpty()) {
            throw new MalformedRecord("field 'orders' is empty");
        }
        return lines;
    }

    private static boolean isSent(Answer order) throws MalformedRecord {
        String status = order.text("status");
        return switch (status) {
            case "WAIT_BUYER_CONFIRM_GOODS", "TRADE_BUYER_SIGNED", "TRADE_FINISHED" -> true;
            case "TRADE_CLOSED" -> !order.textOr("consign_time", "").isEmpty();
            case "TRADE_NO_CREATE_PAY",
                    "WAIT_BUYER_PAY",
                    "PAY_PENDING",
                    "WAIT_PRE_AUTH_CONFIRM",
                    "PAID_FORBID_CONSIGN",
                    "WAIT_SELLER_SEND_GOODS",
                    "SELLER_CONSIGNED_PART",
                    "TRADE_CLOSED_BY_TAOBAO" -> false;
            default -> throw unknown(order, "status", status);
        };
    }

    private static boolean isClosed(Answer order) throws MalformedRecord {
        return order.text("status").startsWith("TRADE_CLOSED");
    }

    /** Units by {@code oid}, of what left in parts. */
    private static Map<String, Long> shipped(Answer trade) throws MalformedRecord {
        Map<String, Long> shipped = new HashMap<>();
        for (Sent sent : sent(trade)) {
            shipped.merge(sent.oid(), sent.units(), Long::sum);
        }
        return shipped;
    }

    /**
     * What of a line is in a parcel.
     *
     * @param number the carrier's; empty where there is none
     */
    record Sent(String oid, String number, long units) {}

    /** What the trade tells of its parcels: of lines that left in parts only. */
    static List<Sent> sent(Answer trade) throws MalformedRecord {
        List<Sent> sent = new ArrayList<>();
        for (Answer parcel : TopClient.list(trade, "combine_logistics_details", "combine_logistics_detail")) {
            for (Answer goods : TopClient.list(parcel, "send_goods_details", "send_goods_detail")) {
                // Other kinds are parts of a bundle and presents.
                if (goods.textOr("type", "0").equals("0")) {
                    sent.add(new Sent(
                            parcel.text("sub_order_id"), parcel.textOr("invoice_no", ""), goods.units("amount")));
                }
            }
        }
        return sent;
    }

    private static boolean asksForMoney(Answer trade) throws MalformedRecord {
        boolean asks = false;
        for (Answer order : TopClient.list(trade, "orders", "order")) {
            String status = order.textOr("refund_status", "NO_REFUND");
            asks |= switch (status) {
                case "WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS" -> true;
                case "NO_REFUND", "SELLER_REFUSE_BUYER", "CLOSED", "SUCCESS", "" -> false;
                default -> throw unknown(order, "refund_status", status);
            };
        }
        return asks;
    }

    private static MalformedRecord unknown(Answer given, String field, String value) {
        return new MalformedRecord("field '" + given.at() + field + "' is '" + value + "', which nobody knows");
    }

    private static String address(Answer trade) {
        List<String> parts = new ArrayList<>();
        for (String field :
                List.of("receiver_state", "receiver_city", "receiver_district", "receiver_town", "receiver_address")) {
            String part = trade.textOr(field, "");
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join(" ", parts);
    }
}
