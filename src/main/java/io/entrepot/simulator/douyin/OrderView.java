package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.OrderRevision.Line;
import io.entrepot.simulator.shop.Parcel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as the list and the detail show it. Amounts are fen, instants seconds. */
record OrderView(OrderRevision order, AfterSales requests) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode node() {
        long total = order.total().minor();
        ObjectNode view = NODES.objectNode()
                .put("order_id", order.no())
                .put("order_level", 2)
                .put("order_status", status())
                .put("order_status_desc", order.state())
                .put("main_status", status())
                .put("create_time", order.placedAt().getEpochSecond())
                .put("update_time", order.changedAt().getEpochSecond())
                .put("pay_time", seconds(order.paidAt()))
                .put("order_amount", total)
                .put("pay_amount", total)
                .put("post_amount", 0)
                .put("encrypt_post_receiver", "#cipher-of-a-name#")
                .put("encrypt_post_tel", "$cipher-of-a-number$")
                .put("mask_post_receiver", order.buyer())
                .put("mask_post_tel", "138****0000");
        view.set("post_addr", place().put("encrypt_detail", "#cipher-of-a-street#"));
        view.set("mask_post_addr", place().put("detail", order.address()));
        ArrayNode lines = view.putArray("sku_order_list");
        order.lines().forEach(line -> lines.add(line(line)));
        ArrayNode parcels = view.putArray("logistics_info");
        order.parcels().forEach(parcel -> parcels.add(parcel(parcel)));
        return view;
    }

    private int status() {
        long shipped = order.lines().stream().mapToLong(Line::shipped).sum();
        return switch (order.state()) {
            case "placed" -> 1;
            case "paid" -> shipped == 0 ? 2 : 101;
            case "shipped" -> 3;
            default -> 4;
        };
    }

    private static ObjectNode place() {
        ObjectNode place = NODES.objectNode();
        place.putObject("province").put("id", "110000").put("name", "北京市");
        return place;
    }

    /** The first of the lines has the number of the order. */
    static String lineNo(OrderRevision order, Line line) {
        return line.no().equals("1") ? order.no() : order.no() + "-" + line.no();
    }

    private ObjectNode line(Line line) {
        ObjectNode view = NODES.objectNode()
                .put("order_id", lineNo(order, line))
                .put("parent_order_id", order.no())
                .put("order_level", 3)
                .put("order_status", status())
                .put("product_id", Long.parseLong(line.itemId()))
                .put("product_name", line.title())
                .put("sku_id", Long.parseLong(line.skuId()))
                .put("code", line.skuCode())
                .put("out_sku_id", "0")
                .put("item_num", line.quantity())
                .put("origin_amount", line.price().minor())
                .put("sum_amount", line.price().minor() * line.quantity());
        view.set("after_sale_info", afterSale(line));
        return view;
    }

    private ObjectNode afterSale(Line line) {
        long open = line.quantity() - line.shipped() - line.cancelled();
        boolean over = line.cancelled() > 0 && open == 0;
        if (over) {
            return order.paidAt() == null ? afterSale(51, 5, 0) : afterSale(12, 2, 3);
        }
        if (order.refundRequestedAt() != null && open > 0) {
            return afterSale(6, 2, 1);
        }
        // The order as it is shown may be older than the request.
        return requests.newest(order.no(), line.no())
                .filter(request -> !request.isBeforeShipment() || request.status == AfterSale.FAILED)
                .map(request -> afterSale(request.status, request.wish.type, request.refundStatus(requests.now())))
                .orElseGet(() -> afterSale(0, 0, 0));
    }

    private static ObjectNode afterSale(int status, int type, int refund) {
        return NODES.objectNode()
                .put("after_sale_status", status)
                .put("after_sale_type", type)
                .put("refund_status", refund);
    }

    private ObjectNode parcel(Parcel parcel) {
        ObjectNode view = NODES.objectNode()
                .put("tracking_no", parcel.trackingNumber())
                .put("company", parcel.carrier())
                .put("company_name", parcel.carrier())
                .put("ship_time", parcel.shippedAt().getEpochSecond())
                .put("delivery_id", parcel.code());
        ArrayNode products = view.putArray("product_info");
        parcel.units().forEach((no, units) -> order.lines().stream()
                .filter(line -> line.no().equals(no))
                .forEach(line -> products.addObject()
                        .put("product_name", line.title())
                        .put("sku_id", Long.parseLong(line.skuId()))
                        .put("product_id", Long.parseLong(line.itemId()))
                        .put("product_id_str", line.itemId())
                        .put("sku_order_id", lineNo(order, line))
                        .put("product_count", units)));
        return view;
    }

    private static long seconds(@Nullable Instant instant) {
        return instant == null ? 0 : instant.getEpochSecond();
    }
}
