package io.entrepot.simulator.weidian;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import java.util.Optional;

/** An order as the platform writes it: nearly all are texts, amounts in yuan. */
record OrderView(Shape shape) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NO_SKU = "0";

    /** What the list tells; only here stands when the order changed. */
    ObjectNode row(OrderRevision order) {
        ObjectNode row = NODES.objectNode()
                .put("order_id", order.no())
                .put("status_ori", status(order))
                .put("time", Local.written(order.placedAt()))
                .put("update_time", Local.written(order.changedAt()));
        row.putObject("buyer_info").put("name", order.buyer());
        return row;
    }

    ObjectNode whole(OrderRevision order) {
        String total = order.total().decimal();
        ObjectNode view = NODES.objectNode()
                .put("order_id", order.no())
                .put("status", word(order))
                .put("status_ori", status(order))
                .put("refund_status_ori", refund(order))
                .put("order_type", "3")
                .put("add_time", Local.written(order.placedAt()))
                .put("pay_time", Local.written(order.paidAt()))
                .put("price", total)
                .put("express_fee", "0.00")
                .put("total", total)
                .put("group_status", -1)
                .put(
                        "express_no",
                        order.parcels().isEmpty() ? "" : number(order.parcels().get(0)));
        view.putObject("buyer_info")
                .put("name", order.buyer())
                .put("phone", "138****0000")
                .put("self_address", order.address());
        ArrayNode items = view.putArray("items");
        order.lines().forEach(line -> items.add(line(order, line)));
        return view;
    }

    private static String number(Parcel parcel) {
        String number = parcel.trackingNumber();
        return number == null ? "" : number;
    }

    private static boolean isPartlyShipped(OrderRevision order) {
        return order.lines().stream().anyMatch(line -> line.shipped() > 0);
    }

    private static String status(OrderRevision order) {
        return switch (order.state()) {
            case "placed" -> "10";
            case "paid" -> isPartlyShipped(order) ? "31" : "20";
            case "shipped" -> "30";
            default -> "60";
        };
    }

    private static String word(OrderRevision order) {
        boolean asks = order.refundRequestedAt() != null;
        return switch (order.state()) {
            case "placed" -> "unpay";
            case "paid" -> asks ? "unship_refunding" : "pay";
            case "shipped" -> asks ? "shiped_refunding" : "ship";
            default -> "close";
        };
    }

    private static String refund(OrderRevision order) {
        boolean refunded = order.paidAt() != null && order.lines().stream().anyMatch(line -> line.cancelled() > 0);
        return order.refundRequestedAt() != null ? "1" : refunded ? "2" : "0";
    }

    private ObjectNode line(OrderRevision order, OrderRevision.Line line) {
        Optional<Parcel> parcel = order.parcels().stream()
                .filter(each -> each.units().containsKey(line.no()))
                .findFirst();
        ObjectNode view = NODES.objectNode()
                .put("item_id", line.itemId())
                .put("sku_id", shape.withoutSkus() ? NO_SKU : line.skuId())
                .put("sub_order_id", subOrder(order, line))
                .put("item_name", line.title())
                .put("sku_title", "")
                .put("merchant_code", shape.withoutSkus() ? line.skuCode() : "")
                .put("sku_merchant_code", shape.withoutSkus() ? "" : line.skuCode())
                .put("price", line.price().decimal())
                .put("quantity", String.valueOf(line.quantity()))
                .put("total_price", line.price().times(line.quantity()).decimal())
                .put("is_delivered", line.shipped() > 0 ? 1 : 0)
                .put("deliver_id", parcel.map(Parcel::code).orElse("0"));
        boolean back = order.paidAt() != null && line.cancelled() > 0;
        view.putObject("refund_info")
                .put("refund_status", back ? "10" : order.refundRequestedAt() == null ? "" : "1")
                .put(
                        "refund_item_fee",
                        back ? line.price().times(line.cancelled()).decimal() : "");
        return view;
    }

    /** The platform's number of a line. */
    static String subOrder(OrderRevision order, OrderRevision.Line line) {
        return "64" + Integer.toUnsignedString(order.no().hashCode()) + "%03d".formatted(Integer.parseInt(line.no()));
    }
}
