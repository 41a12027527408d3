package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The endpoints of requests after the sale. Called under the shop's lock. */
final class AfterSaleCalls {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration BETWEEN_REFUNDS = Duration.ofMinutes(1);
    private static final Duration ANSWERED_WITHIN = Duration.ofDays(2);
    private static final int PAGE_SIZE = 10;
    private static final int GOODS_MAY_COME_BACK = 1;
    private static final int MONEY = 2;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AfterSales requests;
    private final Map<String, Instant> refundedAt = new HashMap<>();

    AfterSaleCalls(AfterSales requests) {
        this.requests = requests;
    }

    /** {@code /channels/ec/aftersale/getaftersalelist}: the oldest change first. */
    ObjectNode list(Sent given) {
        boolean byUpdate = given.has("begin_update_time");
        String kind = byUpdate ? "update_time" : "create_time";
        Instant from = given.seconds("begin_" + kind);
        Instant to = given.seconds("end_" + kind).plusMillis(999);
        if (to.isBefore(from) || Duration.between(from, to.minusMillis(999)).compareTo(LONGEST) > 0) {
            throw new WechatError(10020004, "invalid time range");
        }
        Function<AfterSale, Instant> time = request -> byUpdate ? request.changedAt : request.askedAt;
        List<AfterSale> found = requests.all().stream()
                .filter(request -> !time.apply(request).isBefore(from)
                        && !time.apply(request).isAfter(to))
                .sorted(Comparator.comparing(time).thenComparing(request -> request.number))
                .toList();
        int first = given.has("next_key") ? Integer.parseInt(given.text("next_key")) : 0;
        ObjectNode answer = NODES.objectNode();
        ArrayNode numbers = answer.putArray("after_sale_order_id_list");
        found.stream().skip(first).limit(PAGE_SIZE).forEach(request -> numbers.add(request.number));
        boolean more = found.size() > first + PAGE_SIZE;
        return answer.put("has_more", more).put("next_key", more ? String.valueOf(first + PAGE_SIZE) : "");
    }

    /** {@code /channels/ec/aftersale/getaftersaleorder}. */
    ObjectNode get(Sent given) {
        AfterSale request = requests.find(given.text("after_sale_order_id"));
        ObjectNode answer = NODES.objectNode();
        ObjectNode view = answer.putObject("after_sale_order")
                .put("after_sale_order_id", request.number)
                .put("status", request.status)
                .put("openid", "OPENID")
                .put("order_id", request.orderNo)
                .put("type", request.type)
                .put("reason", "OTHERS")
                .put("reason_text", "其他")
                .put("create_time", request.askedAt.getEpochSecond())
                .put("update_time", request.changedAt.getEpochSecond());
        if (request.status.equals("MERCHANT_PROCESSING") || request.status.equals("MERCHANT_WAIT_RECEIPT")) {
            view.put("deadline", request.changedAt.plus(ANSWERED_WITHIN).getEpochSecond());
        }
        view.putObject("product_info")
                .put("product_id", request.line.itemId())
                .put("sku_id", request.line.skuId())
                .put("count", request.units);
        view.putObject("details").put("desc", "").put("receive_product", !request.beforeShipment);
        view.putObject("refund_info").put("amount", request.amount());
        view.putObject("merchant_upload_info").put("reject_reason", request.rejectReason);
        return answer;
    }

    /** {@code /channels/ec/aftersale/acceptapply}: without a type whatever the next step is. */
    ObjectNode accept(Sent given) {
        AfterSale request = requests.find(given.text("after_sale_order_id"));
        boolean asked = request.status.equals("MERCHANT_PROCESSING");
        if (!asked && !request.status.equals("MERCHANT_WAIT_RECEIPT")) {
            throw illegal();
        }
        boolean money = !asked || request.type.equals("REFUND");
        long wanted = given.wholeOr("accept_type", money ? MONEY : GOODS_MAY_COME_BACK);
        if (wanted != (money ? MONEY : GOODS_MAY_COME_BACK)) {
            throw illegal();
        }
        if (!money) {
            if (!given.has("address_id")) {
                throw new WechatError(10021060, "address_id is missing");
            }
            request.become("USER_WAIT_RETURN", requests.now());
        } else {
            refund(request);
        }
        return NODES.objectNode();
    }

    private void refund(AfterSale request) {
        Instant now = requests.now();
        Instant before = refundedAt.get(request.orderNo);
        if (before != null && now.isBefore(before.plus(BETWEEN_REFUNDS))) {
            throw new WechatError(10021059, "refund too frequently, 1qpm");
        }
        refundedAt.put(request.orderNo, now);
        request.become("PLATFORM_REFUNDING", now);
    }

    /** {@code /channels/ec/aftersale/rejectapply}. */
    ObjectNode reject(Sent given) {
        AfterSale request = requests.find(given.text("after_sale_order_id"));
        long type = given.whole("reject_reason_type");
        if (type < 1) {
            throw WechatError.arguments("reject_reason_type");
        }
        String next =
                switch (request.status + " " + request.type) {
                    case "MERCHANT_PROCESSING REFUND" -> "MERCHANT_REJECT_REFUND";
                    case "MERCHANT_PROCESSING RETURN", "MERCHANT_WAIT_RECEIPT RETURN" -> "MERCHANT_REJECT_RETURN";
                    case "MERCHANT_PROCESSING EXCHANGE", "MERCHANT_WAIT_RECEIPT EXCHANGE" -> "MERCHANT_REJECT_EXCHANGE";
                    default -> throw illegal();
                };
        request.rejectReason = given.textOr("reject_reason", "");
        request.become(next, requests.now());
        requests.release(request);
        return NODES.objectNode();
    }

    /** {@code /channels/ec/aftersale/rejectreason/get}. */
    ObjectNode rejectReasons() {
        ObjectNode answer = NODES.objectNode();
        ArrayNode list = answer.putArray("reason_list");
        reason(list, 1, "包裹运输正常", 1);
        reason(list, 6, "已协商取消", 1);
        reason(list, 16, "商品没有问题", 4);
        reason(list, 20, "影响二次销售", 4);
        reason(list, 31, "没有可换的商品", 5);
        return answer;
    }

    private static void reason(ArrayNode list, int type, String text, int scene) {
        list.addObject()
                .put("reject_reason_type", type)
                .put("reject_reason_type_text", text)
                .put("reject_reason", text)
                .put("reject_scene", scene);
    }

    private static WechatError illegal() {
        return new WechatError(10020001, "aftersale status illegal");
    }
}
