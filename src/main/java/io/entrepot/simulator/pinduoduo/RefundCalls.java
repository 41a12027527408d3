package io.entrepot.simulator.pinduoduo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Sent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The calls for requests after the sale. Called under the shop's lock. */
final class RefundCalls {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration ANSWERED_WITHIN = Duration.ofDays(2);
    private static final int ALL = 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AfterSales requests;

    RefundCalls(AfterSales requests) {
        this.requests = requests;
    }

    /** {@code pdd.refund.list.increment.get}: the newest change first, nearly all of it as texts. */
    ObjectNode list(Sent given) {
        List<AfterSale> found = changed(given);
        Page page = Page.of(given);
        ObjectNode answer = NODES.objectNode();
        ObjectNode body = answer.putObject("refund_increment_get_response").put("total_count", found.size());
        ArrayNode list = body.putArray("refund_list");
        page.of(found).forEach(request -> list.add(row(request)));
        return answer;
    }

    private List<AfterSale> changed(Sent given) {
        Instant from = given.seconds("start_updated_at");
        Instant to = given.seconds("end_updated_at");
        Duration length = Duration.between(from, to);
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw PinduoduoError.parameter("end_updated_at");
        }
        long status = given.whole("after_sales_status");
        long type = given.whole("after_sales_type");
        return requests.all().stream()
                .filter(each -> !each.changedAt.isBefore(from) && !each.changedAt.isAfter(to.plusMillis(999)))
                .filter(each -> status == ALL || each.status == status)
                .filter(each -> type == ALL || each.type == type)
                .sorted(Comparator.comparing((AfterSale each) -> each.changedAt)
                        .thenComparing(each -> each.number)
                        .reversed())
                .toList();
    }

    private static ObjectNode row(AfterSale request) {
        String paid = yuan(request.line.price().minor() * request.line.quantity());
        return NODES.objectNode()
                .put("id", request.number)
                .put("order_sn", request.orderNo)
                .put("after_sale_reason", "不想要了")
                .put("after_sales_status", request.status)
                .put("after_sales_type", request.type)
                .put("created_time", String.valueOf(request.askedAt.getEpochSecond()))
                .put("updated_time", String.valueOf(request.changedAt.getEpochSecond()))
                .put("order_amount", paid)
                .put("discount_amount", "0")
                .put("refund_amount", yuan(amount(request)))
                .put("goods_id", Long.parseLong(request.line.itemId()))
                .put("sku_id", request.line.skuId())
                .put("outer_id", request.line.skuCode())
                .put("goods_name", request.line.title())
                .put("goods_number", String.valueOf(request.line.quantity()))
                .put("goods_price", yuan(request.line.price().minor()))
                .put("shipping_name", request.expressNo.isEmpty() ? "" : "中通快递")
                .put("tracking_number", request.expressNo)
                .put("dispute_refund_status", 0)
                .put("speed_refund_flag", 0)
                .put("user_shipping_status", "0");
    }

    /** {@code pdd.refund.information.get}: not wrapped, numbers as numbers, and another count of the kinds. */
    ObjectNode information(Sent given) {
        String orderNo = given.text("order_sn");
        AfterSale request = given.has("after_sales_id")
                ? requests.all().stream()
                        .filter(each -> each.number == given.whole("after_sales_id") && each.orderNo.equals(orderNo))
                        .findFirst()
                        .orElseThrow(RefundCalls::none)
                : requests.newest(orderNo).orElseThrow(RefundCalls::none);
        ObjectNode answer = NODES.objectNode()
                .put("id", request.number)
                .put("order_sn", request.orderNo)
                .put("after_sales_reason", "不想要了")
                .put("after_sales_status", request.status)
                .put("after_sales_type", request.type - 1)
                .put("recreated_at", request.askedAt.toEpochMilli())
                .put("updated_time", String.valueOf(request.changedAt.getEpochSecond()))
                .put("order_amount", request.line.price().minor() * request.line.quantity())
                .put("refund_amount", amount(request))
                .put("goods_number", request.line.quantity())
                .put("goods_price", request.line.price().minor())
                .put("sku_id", request.line.skuId())
                .put("part_after_sales_type", request.type == 3 ? 1 : 0)
                .put("part_after_sales_value", request.type == 3 ? request.units : 0)
                .put("express_no", request.expressNo)
                .put("shipping_status", request.beforeShipment ? 0 : 1)
                .put("remark", "颜色不喜欢");
        if (request.waitsForTheShop()) {
            answer.put("expire_time", request.changedAt.plus(ANSWERED_WITHIN).toEpochMilli());
        } else {
            answer.putNull("expire_time");
        }
        return answer;
    }

    private static PinduoduoError none() {
        return PinduoduoError.business("订单不属于当前店铺或订单不存在");
    }

    private static long amount(AfterSale request) {
        return request.line.price().minor() * request.units;
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
