package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trade as the gateway shows it. The receiver is masked; the OAID stands for him. */
final class TradeView {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TradeView() {}

    static ObjectNode of(OrderRevision order, Refunds refunds) {
        ObjectNode view = number(NODES.objectNode(), "tid", order.no())
                .put("type", "fixed")
                .put("status", status(order))
                .put("created", Gate.text(order.placedAt()))
                .put("modified", Gate.text(order.changedAt()))
                .put("payment", order.total().decimal())
                .put("total_fee", order.total().decimal())
                .put("post_fee", "0.00")
                .put("receiver_name", masked(order.buyer()))
                .put("receiver_state", "浙江省")
                .put("receiver_city", "杭州市")
                .put("receiver_district", "余杭区")
                .put("receiver_address", masked(order.address()))
                .put("receiver_mobile", "*******0000")
                .put("receiver_zip", "000000")
                .put("oaid", "1" + Integer.toHexString(order.no().hashCode()) + "-oaid");
        if (order.paidAt() != null) {
            view.put("pay_time", Gate.text(order.paidAt()));
        }
        if (order.cancelledAt() != null) {
            view.put("end_time", Gate.text(order.cancelledAt()));
        }
        TopApi.put(
                view,
                "orders",
                "order",
                order.lines().stream().map(line -> line(order, line, refunds)).toList());
        List<ObjectNode> parcels = parcels(order);
        if (!parcels.isEmpty()) {
            TopApi.put(view, "combine_logistics_details", "combine_logistics_detail", parcels);
        }
        return view;
    }

    /** Ids are numbers on the wire; those that a test names otherwise stay what they are. */
    static ObjectNode number(ObjectNode into, String field, String id) {
        return id.matches("\\d{1,18}") ? into.put(field, Long.parseLong(id)) : into.put(field, id);
    }

    private static String masked(String text) {
        return text.isEmpty() ? "" : text.substring(0, 1) + "**";
    }

    static String status(OrderRevision order) {
        boolean anySent = order.lines().stream().anyMatch(line -> line.shipped() > 0);
        return switch (order.state()) {
            case "placed" -> "WAIT_BUYER_PAY";
            case "paid" -> anySent ? "SELLER_CONSIGNED_PART" : "WAIT_SELLER_SEND_GOODS";
            case "shipped" -> "WAIT_BUYER_CONFIRM_GOODS";
            default -> closed(order);
        };
    }

    private static String closed(OrderRevision order) {
        return order.paidAt() == null ? "TRADE_CLOSED_BY_TAOBAO" : "TRADE_CLOSED";
    }

    /** The number of a line: the first has the trade's own. */
    static String oid(OrderRevision order, OrderRevision.Line line) {
        int further = Integer.parseInt(line.no()) - 1;
        if (further == 0) {
            return order.no();
        }
        return order.no().matches("\\d{1,18}")
                ? String.valueOf(Long.parseLong(order.no()) + further)
                : order.no() + "-" + line.no();
    }

    private static ObjectNode line(OrderRevision order, OrderRevision.Line line, Refunds refunds) {
        Optional<Refund> refund = refunds.newest(order.no(), line.no());
        boolean refunded = order.paidAt() != null && line.cancelled() == line.quantity();
        ObjectNode view = number(NODES.objectNode(), "oid", oid(order, line))
                .put("num_iid", Long.parseLong(line.itemId()))
                .put("sku_id", line.skuId())
                .put("outer_sku_id", line.skuCode())
                .put("title", line.title())
                .put("num", line.quantity())
                .put("price", line.price().decimal())
                .put("payment", line.price().times(line.quantity()).decimal())
                .put("total_fee", line.price().times(line.quantity()).decimal())
                .put("refund_status", refund.map(it -> it.status).orElse(refunded ? "SUCCESS" : "NO_REFUND"))
                .put("status", status(order, line));
        refund.ifPresent(it -> view.put("refund_id", it.number));
        order.parcels().stream()
                .filter(parcel -> parcel.units().containsKey(line.no()))
                .forEach(parcel -> sent(view, parcel));
        return view;
    }

    private static boolean isOpen(OrderRevision.Line line) {
        return line.shipped() + line.cancelled() < line.quantity();
    }

    private static void sent(ObjectNode view, Parcel parcel) {
        view.put("consign_time", Gate.text(parcel.shippedAt())).put("logistics_company", parcel.carrier());
        if (parcel.trackingNumber() != null) {
            view.put("invoice_no", parcel.trackingNumber());
        }
    }

    static String status(OrderRevision order, OrderRevision.Line line) {
        if (line.cancelled() == line.quantity()) {
            return closed(order);
        }
        if (!isOpen(line)) {
            return "WAIT_BUYER_CONFIRM_GOODS";
        }
        return order.paidAt() == null ? "WAIT_BUYER_PAY" : "WAIT_SELLER_SEND_GOODS";
    }

    private static List<ObjectNode> parcels(OrderRevision order) {
        List<ObjectNode> parcels = new ArrayList<>();
        for (Parcel parcel : order.parcels()) {
            for (OrderRevision.Line line : order.lines()) {
                if (parcel.units().containsKey(line.no())) {
                    parcels.add(part(order, parcel, line));
                }
            }
        }
        return parcels;
    }

    private static ObjectNode part(OrderRevision order, Parcel parcel, OrderRevision.Line line) {
        ObjectNode view =
                NODES.objectNode().put("sub_order_id", oid(order, line)).put("logistics_company", parcel.carrier());
        if (parcel.trackingNumber() != null) {
            view.put("invoice_no", parcel.trackingNumber());
        }
        ObjectNode goods = NODES.objectNode()
                .put("type", 0)
                .put("consign_status", isOpen(line) ? 1 : 0)
                .put("amount", parcel.units().get(line.no()));
        TopApi.put(view, "send_goods_details", "send_goods_detail", List.of(goods));
        return view;
    }
}
