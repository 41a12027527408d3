package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The list of refunds, and one refund. Called under the shop's lock. */
final class RefundCalls {

    private static final Duration ANSWERED_WITHIN = Duration.ofDays(2);
    private static final int MOST = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Refunds refunds;
    private final Shop shop;

    RefundCalls(Refunds refunds, Shop shop) {
        this.refunds = refunds;
        this.shop = shop;
    }

    /** {@code taobao.refunds.receive.get}: by the time of the last change, the newest first. */
    ObjectNode list(Sent given) {
        Instant from = time(given, "start_modified", Instant.EPOCH);
        Instant to = time(given, "end_modified", shop.catalogue().now());
        if (to.isBefore(from)) {
            throw TopError.arguments("end_modified");
        }
        int size = given.pageSize("page_size", 40, MOST);
        long page = given.wholeOr("page_no", 1);
        if (page < 1) {
            throw TopError.arguments("page_no");
        }
        String fields = given.text("fields");
        List<Refund> all = refunds.all().stream()
                .filter(refund -> !refund.changedAt.isBefore(from) && refund.changedAt.isBefore(to.plusSeconds(1)))
                .filter(refund -> given.textOr("status", refund.status).equals(refund.status))
                .sorted(Comparator.comparing((Refund refund) -> refund.changedAt)
                        .thenComparing(refund -> refund.number)
                        .reversed())
                .toList();
        List<ObjectNode> here = all.stream()
                .skip((page - 1) * size)
                .limit(size)
                .map(refund -> view(refund, fields))
                .toList();
        ObjectNode answer = NODES.objectNode();
        if (given.flag("use_has_next")) {
            answer.put("has_next", page * size < all.size());
        } else {
            answer.put("total_results", all.size());
        }
        if (!here.isEmpty()) {
            TopApi.put(answer, "refunds", "refund", here);
        }
        return answer;
    }

    private static Instant time(Sent given, String field, Instant otherwise) {
        return given.has(field) ? Gate.instant(given.text(field), 41, "Invalid arguments:" + field) : otherwise;
    }

    /** {@code taobao.refund.get}, and {@code taobao.special.refund.get} for the special ones. */
    ObjectNode one(Sent given, boolean special) {
        String fields = given.text("fields");
        Refund refund = refunds.find(String.valueOf(given.whole("refund_id")));
        if (refund.isSpecial() && !special) {
            throw TopError.behind("isv.change-refund-top-api", "请使用特殊退款接口查询");
        }
        ObjectNode answer = NODES.objectNode();
        answer.set("refund", view(refund, fields));
        return answer;
    }

    /** What was asked for of it. */
    private ObjectNode view(Refund refund, String fields) {
        OrderRevision order = shop.orders().find(refund.orderNo).orElseThrow();
        OrderRevision.Line line = order.lines().stream()
                .filter(each -> each.no().equals(refund.line.no()))
                .findFirst()
                .orElseThrow();
        ObjectNode view = NODES.objectNode();
        TradeView.number(view, "tid", order.no());
        TradeView.number(view, "oid", refund.oid);
        view.put("refund_id", refund.number)
                .put("status", refund.status)
                .put("order_status", TradeView.status(order, line))
                .put("has_good_return", refund.goodsComeBack())
                .put("good_status", refund.beforeShipment ? "BUYER_NOT_RECEIVED" : "BUYER_RECEIVED")
                .put("created", Gate.text(refund.askedAt))
                .put("modified", Gate.text(refund.changedAt))
                .put("refund_fee", refund.amount().decimal())
                .put("total_fee", line.price().times(line.quantity()).decimal())
                .put("reason", "不喜欢/不想要")
                .put("desc", "")
                .put("num", refund.units)
                .put("title", line.title())
                .put("outer_id", line.skuCode())
                .put("refund_phase", "onsale")
                .put("refund_version", refund.version());
        if (!refund.bound.isEmpty()) {
            view.put("operation_contraint", refund.bound);
        }
        view.put(
                refund.isSpecial() ? "special_refund_type" : "dispute_type",
                refund.isSpecial() ? "cashBack" : refund.type);
        view.putObject("refund_remind_timeout")
                .put("exist_timeout", refund.isOpen())
                .put("remind_type", 1)
                .put("timeout", Gate.text(refund.changedAt.plus(ANSWERED_WITHIN)));
        view.retain(Arrays.asList(fields.split(",")));
        return view;
    }
}
