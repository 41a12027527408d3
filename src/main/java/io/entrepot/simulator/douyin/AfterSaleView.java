package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** A request as the list and as the detail show it, each with names of its own. Amounts are fen, instants seconds. */
record AfterSaleView(AfterSale request, Instant now) {

    private static final Duration ANSWERED_WITHIN = Duration.ofDays(2);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode listed() {
        ObjectNode view = NODES.objectNode();
        view.putObject("aftersale_info")
                .put("aftersale_id", String.valueOf(request.number))
                .put("aftersale_num", request.units)
                .put("aftersale_order_type", 1)
                .put("aftersale_status", request.status)
                .put("aftersale_type", request.wish.type)
                .put("apply_time", request.askedAt.getEpochSecond())
                .put("create_time", request.askedAt.getEpochSecond())
                .put("got_pkg", request.isBeforeShipment() ? 0 : 1)
                .put("part_type", request.units == request.line.quantity() ? 0 : 1)
                .put("refund_amount", request.amount())
                .put("refund_post_amount", 0)
                .put("refund_status", request.refundStatus(now))
                .put("related_id", lineNo())
                .put("status_deadline", deadline())
                .put("update_time", request.changedAt.getEpochSecond());
        ObjectNode order = view.putObject("order_info").put("shop_order_id", request.order.no());
        order.putArray("related_order_info")
                .addObject()
                .put("aftersale_item_num", request.units)
                .put("aftersale_pay_amount", request.amount())
                .put("create_time", request.order.placedAt().getEpochSecond())
                .put("item_num", request.line.quantity())
                .put("order_status", orderStatus())
                .put("pay_amount", paid())
                .put("product_id", Long.parseLong(request.line.itemId()))
                .put("product_name", request.line.title())
                .put("shop_sku_code", request.line.skuCode())
                .put("sku_order_id", lineNo());
        view.putObject("text_part")
                .put("aftersale_status_text", String.valueOf(request.status))
                .put("aftersale_type_text", request.wish.text)
                .put("reason_text", "不想要了");
        return view;
    }

    ObjectNode detailed() {
        ObjectNode view = NODES.objectNode();
        ObjectNode order = view.putObject("order_info").put("shop_order_id", request.order.no());
        order.putArray("sku_order_infos")
                .addObject()
                .put("after_sale_item_count", request.units)
                .put("create_time", request.order.placedAt().getEpochSecond())
                .put("item_quantity", request.line.quantity())
                .put("order_status", orderStatus())
                .put("pay_amount", paid())
                .put("product_id", Long.parseLong(request.line.itemId()))
                .put("product_name", request.line.title())
                .put("shop_sku_code", request.line.skuCode())
                .put("sku_id", Long.parseLong(request.line.skuId()))
                .put("sku_order_id", lineNo());
        view.putObject("process_info")
                .putObject("after_sale_info")
                .put("after_sale_apply_count", request.units)
                .put("after_sale_id", request.number)
                .put("after_sale_order_type", 1)
                .put("after_sale_status", request.status)
                .put("after_sale_status_desc", String.valueOf(request.status))
                .put("after_sale_type", request.wish.type)
                .put("after_sale_type_text", request.wish.text)
                .put("apply_time", request.askedAt.getEpochSecond())
                .put("got_pkg", request.isBeforeShipment() ? 0 : 1)
                .put("reason", "不想要了")
                .put("reason_remark", "")
                .put("refund_post_amount", 0)
                .put("refund_status", request.refundStatus(now))
                .put("refund_total_amount", request.amount())
                .put("status_deadline", deadline())
                .put("update_time", request.changedAt.getEpochSecond());
        return view;
    }

    private String lineNo() {
        return OrderView.lineNo(request.order, request.line);
    }

    private int orderStatus() {
        return request.isBeforeShipment() ? 2 : 3;
    }

    private long paid() {
        return request.line.price().times(request.line.quantity()).minor();
    }

    private long deadline() {
        return request.isOpen() ? request.changedAt.plus(ANSWERED_WITHIN).getEpochSecond() : 0;
    }
}
