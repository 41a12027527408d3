package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.StandIn.CallKind;
import io.entrepot.simulator.shop.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The endpoints of requests after the sale. Called under the shop's lock. */
final class AfterSaleCalls {

    private static final int MOST = 100;
    private static final long DEEPEST = 50_000;
    private static final int MOST_AT_ONCE = 20;
    private static final Duration SHOWN_FOR = Duration.ofDays(180);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AfterSales requests;

    AfterSaleCalls(AfterSales requests) {
        this.requests = requests;
    }

    static CallKind kindOf(String method) {
        return switch (method) {
            case "afterSale.operate" -> new CallKind("aftersales", CallShape.WRITE);
            case "afterSale.List", "afterSale.Detail", "afterSale.rejectReasonCodeList" ->
                new CallKind("aftersales", CallShape.READ);
            default -> new CallKind("", CallShape.READ);
        };
    }

    ObjectNode answer(String method, Sent given) {
        return switch (method) {
            case "afterSale.List" -> list(given);
            case "afterSale.Detail" -> detail(given);
            case "afterSale.operate" -> operate(given);
            case "afterSale.rejectReasonCodeList" -> rejectReasons(given);
            default -> throw DouyinError.noSuchMethod();
        };
    }

    /** By the time of the last change; without one those of the last six months. */
    private ObjectNode list(Sent given) {
        long size = given.whole("size");
        long page = given.whole("page");
        if (size < 1 || size > MOST || page < 0 || (page + 1) * size > DEEPEST) {
            throw DouyinError.parameter(11_000, "参数错误");
        }
        List<AfterSale> found = found(given);
        List<AfterSale> here = found.stream().skip(page * size).limit(size).toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode items = answer.putArray("items");
        here.forEach(request -> items.add(new AfterSaleView(request, requests.now()).listed()));
        return answer.put("has_more", (page + 1) * size < found.size())
                .put("total", found.size())
                .put("page", page)
                .put("size", here.size());
    }

    private List<AfterSale> found(Sent given) {
        Instant now = requests.now();
        Instant from = given.has("update_start_time") ? given.seconds("update_start_time") : now.minus(SHOWN_FOR);
        Instant to =
                given.has("update_end_time") ? given.seconds("update_end_time").plusMillis(999) : now;
        List<AfterSale> found = new ArrayList<>(requests.all());
        found.removeIf(request -> request.changedAt.isBefore(from) || request.changedAt.isAfter(to));
        found.sort(order(given));
        return found;
    }

    /** In no order that a caller could rely on, unless one is asked for. */
    private static Comparator<AfterSale> order(Sent given) {
        Comparator<AfterSale> byNumber = Comparator.comparingLong(request -> request.number);
        if (!given.node().has("order_by")) {
            return byNumber;
        }
        Comparator<AfterSale> byChange = Comparator.<AfterSale, Instant>comparing(request -> request.changedAt)
                .thenComparing(byNumber);
        return switch (String.join(",", given.texts("order_by"))) {
            case "update_time asc" -> byChange;
            case "update_time desc" -> byChange.reversed();
            default -> throw DouyinError.parameter(11_000, "参数错误");
        };
    }

    private ObjectNode detail(Sent given) {
        AfterSale request = requests.find(given.text("after_sale_id"))
                .orElseThrow(() -> DouyinError.parameter(11_000, "参数错误，售后单ID错误"));
        return new AfterSaleView(request, requests.now()).detailed();
    }

    /** All of the items or none. */
    private ObjectNode operate(Sent given) {
        AfterSaleOperation operation = AfterSaleOperation.of(given.whole("type"));
        List<Sent> items = given.list("items");
        if (items.isEmpty() || items.size() > MOST_AT_ONCE) {
            throw DouyinError.parameter(11_000, "参数错误");
        }
        List<AfterSale> asked =
                items.stream().map(item -> checked(operation, item)).toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode done = answer.putArray("items");
        for (AfterSale request : asked) {
            requests.become(request, operation.next);
            done.addObject()
                    .put("aftersale_id", request.number)
                    .put("status_code", 0)
                    .put("status_msg", "success");
        }
        return answer;
    }

    private AfterSale checked(AfterSaleOperation operation, Sent item) {
        AfterSale request =
                requests.find(item.text("aftersale_id")).orElseThrow(() -> DouyinError.system(10_000, "存在无效的售后单"));
        boolean newest = !item.has("update_time") || item.whole("update_time") == request.changedAt.getEpochSecond();
        if (!operation.fits(request) || !newest) {
            throw DouyinError.business(20_309_541, "售后状态错误");
        }
        if (operation.wantsAddress()
                && (!item.has("logistics") || !item.object("logistics").has("receiver_address_id"))) {
            throw DouyinError.parameter(11_000, "参数错误，退货地址不能为空");
        }
        if (operation.refuses()) {
            item.text("reason");
            item.text("remark");
            RejectReason reason = RejectReason.of(request, item.whole("reject_reason_code"));
            if (reason.wantsEvidence()
                    && (!item.has("evidence") || item.list("evidence").isEmpty())) {
                throw DouyinError.parameter(11_000, "参数错误，凭证不能为空");
            }
        }
        return request;
    }

    /** None where nothing can be refused: the request is over, or for what is not shipped. */
    private ObjectNode rejectReasons(Sent given) {
        ObjectNode answer = NODES.objectNode();
        ArrayNode items = answer.putArray("items");
        requests.find(given.text("aftersale_id"))
                .ifPresent(request -> RejectReason.of(request).forEach(reason -> items.add(reason.node())));
        return answer;
    }
}
