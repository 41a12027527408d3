package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The lists of trades, and one trade. Called under the shop's lock. */
final class TradeCalls {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration FURTHEST = Duration.ofDays(92);
    private static final int MOST = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final Refunds refunds;
    private int spoilt;

    TradeCalls(Shop shop, Refunds refunds) {
        this.shop = shop;
        this.refunds = refunds;
    }

    boolean listsAny(Sent given) {
        return !inWindow(given).isEmpty();
    }

    /** {@code taobao.trades.sold.increment.get}: by the time of the last change, the newest first. */
    ObjectNode changed(Sent given, Optional<Fault> fault) {
        given.text("fields");
        List<OrderRevision> all = new ArrayList<>(inWindow(given));
        all.sort(Comparator.comparing(OrderRevision::changedAt)
                .thenComparing(OrderRevision::no)
                .reversed());
        boolean lags = fault.equals(Optional.of(Fault.FEED_LAG)) && !all.isEmpty();
        ObjectNode answer = page(given, lags ? all.subList(1, all.size()) : all);
        if (!answer.path("trades").path("trade").isEmpty()) {
            String first = answer.at("/trades/trade/0/tid").asText();
            if (fault.equals(Optional.of(Fault.DUPLICATE_ORDER))) {
                answer.withArray("/trades/trade").add(answer.at("/trades/trade/0"));
            } else if (fault.equals(Optional.of(Fault.SHIFTED_PAGE))) {
                shop.orders().touch(first);
            }
        }
        return answer;
    }

    private List<OrderRevision> inWindow(Sent given) {
        Instant from = Gate.instant(given.text("start_modified"), 41, "Invalid arguments:start_modified");
        Instant to = Gate.instant(given.text("end_modified"), 41, "Invalid arguments:end_modified");
        Duration length = Duration.between(from, to);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw TopError.arguments("end_modified");
        }
        if (from.isBefore(shop.catalogue().now().minus(FURTHEST))) {
            throw TopError.arguments("start_modified");
        }
        return shop.list().changed(from, to.plusMillis(999));
    }

    /** {@code taobao.trades.sold.get}: by the time they were made, the newest first. */
    ObjectNode created(Sent given) {
        given.text("fields");
        Instant now = shop.catalogue().now();
        Instant from = given.has("start_created")
                ? Gate.instant(given.text("start_created"), 41, "Invalid arguments:start_created")
                : now.minus(FURTHEST);
        Instant to = given.has("end_created")
                ? Gate.instant(given.text("end_created"), 41, "Invalid arguments:end_created")
                : now;
        List<OrderRevision> all = new ArrayList<>(shop.list().changed(Instant.EPOCH, now).stream()
                .filter(order ->
                        !order.placedAt().isBefore(from) && order.placedAt().isBefore(to.plusSeconds(1)))
                .toList());
        all.sort(Comparator.comparing(OrderRevision::placedAt)
                .thenComparing(OrderRevision::no)
                .reversed());
        return page(given, all);
    }

    private static ObjectNode page(Sent given, List<OrderRevision> all) {
        int size = given.pageSize("page_size", 40, MOST);
        long page = given.wholeOr("page_no", 1);
        if (page < 1) {
            throw TopError.arguments("page_no");
        }
        List<ObjectNode> here = all.stream()
                .skip((page - 1) * size)
                .limit(size)
                .map(TradeCalls::listed)
                .toList();
        ObjectNode answer = NODES.objectNode();
        if (given.flag("use_has_next")) {
            answer.put("has_next", page * size < all.size());
        } else {
            answer.put("total_results", all.size());
        }
        if (!here.isEmpty()) {
            TopApi.put(answer, "trades", "trade", here);
        }
        return answer;
    }

    private static ObjectNode listed(OrderRevision order) {
        return TradeView.number(NODES.objectNode(), "tid", order.no())
                .put("status", TradeView.status(order))
                .put("payment", order.total().decimal())
                .put("created", Gate.text(order.placedAt()))
                .put("modified", Gate.text(order.changedAt()));
    }

    /** {@code taobao.trade.fullinfo.get}. */
    ObjectNode whole(Sent given, Optional<Fault> fault) {
        given.text("fields");
        OrderRevision order = shop.orders()
                .find(given.text("tid"))
                .orElseThrow(() -> TopError.behind("isv.trade-not-exist", "交易订单不存在"));
        ObjectNode view = TradeView.of(order, refunds);
        if (fault.equals(Optional.of(Fault.UNKNOWN_ENUM_VALUE))) {
            view.put("status", "WAIT_FOR_THE_MOON");
        } else if (fault.equals(Optional.of(Fault.MALFORMED_ORDER))) {
            switch (spoilt++ % 3) {
                case 0 -> view.put("status", 7);
                case 1 -> view.remove("created");
                default -> ((ObjectNode) view.at("/orders/order/0")).remove("num");
            }
        }
        ObjectNode answer = NODES.objectNode();
        answer.set("trade", view);
        return answer;
    }
}
