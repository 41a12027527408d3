package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The order endpoints. Called under the shop's lock. */
final class OrderCalls {

    private static final int MOST = 100;
    private static final long DEEPEST = 50_000;
    private static final Duration SHOWN_FOR = Duration.ofDays(90);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final AfterSales afterSales;
    private int spoilt;

    OrderCalls(Shop shop, AfterSales afterSales) {
        this.shop = shop;
        this.afterSales = afterSales;
    }

    boolean listsAny(Sent given) {
        try {
            return !given.has("create_time_start")
                    && !page(given, changed(given)).isEmpty();
        } catch (DouyinError unreadable) {
            return false;
        }
    }

    /** {@code order.searchList}, by the time of the last change. */
    ObjectNode search(Sent given, Optional<Fault> fault) {
        List<OrderRevision> all = changed(given);
        List<OrderRevision> here = page(given, all);
        ObjectNode answer = NODES.objectNode();
        ArrayNode orders = answer.putArray("shop_order_list");
        here.forEach(order -> orders.add(new OrderView(order, afterSales).node()));
        int leftOut = here.isEmpty() ? 0 : spoil(orders, fault, given.flag("order_asc"));
        return answer.put("total", all.size() - leftOut)
                .put("page", given.whole("page"))
                .put("size", given.whole("size"));
    }

    private List<OrderRevision> changed(Sent given) {
        if (!given.has("update_time_start") || !given.has("update_time_end")) {
            throw DouyinError.parameter(20_011, "订单查询开始时间不能为空");
        }
        if (!given.textOr("order_by", "create_time").equals("update_time")) {
            throw DouyinError.arguments("order_by");
        }
        Instant oldest = shop.catalogue().now().minus(SHOWN_FOR);
        List<OrderRevision> all = new ArrayList<>(shop.list()
                .changed(
                        given.seconds("update_time_start"),
                        given.seconds("update_time_end").plusMillis(999)));
        all.removeIf(order -> order.placedAt().isBefore(oldest));
        if (!given.flag("order_asc")) {
            Collections.reverse(all);
        }
        return all;
    }

    private static List<OrderRevision> page(Sent given, List<OrderRevision> all) {
        long size = given.whole("size");
        long page = given.whole("page");
        if (size < 1 || size > MOST) {
            throw DouyinError.parameter(20_008, "单次查询订单数超过限制");
        }
        if (page < 0) {
            throw DouyinError.parameter(10_035, "查询订单列表页数不能小于0");
        }
        if ((page + 1) * size > DEEPEST) {
            throw DouyinError.parameter(20_013, "订单查询最多支持查询5万");
        }
        return all.stream().skip(page * size).limit(size).toList();
    }

    /** How many are left out. */
    private int spoil(ArrayNode orders, Optional<Fault> fault, boolean oldestFirst) {
        if (fault.isEmpty()) {
            return 0;
        }
        ObjectNode first = (ObjectNode) orders.get(0);
        switch (fault.get()) {
            case DUPLICATE_ORDER -> orders.add(first);
            case SHIFTED_PAGE -> shop.orders().touch(first.get("order_id").asText());
            case UNKNOWN_ENUM_VALUE -> first.put("order_status", 77);
            case MALFORMED_ORDER -> malform(first);
            case FEED_LAG -> {
                orders.remove(oldestFirst ? orders.size() - 1 : 0);
                return 1;
            }
            default -> {
                return 0;
            }
        }
        return 0;
    }

    private void malform(ObjectNode order) {
        switch (spoilt++ % 3) {
            case 0 -> order.put("order_status", "shipped");
            case 1 -> order.remove("create_time");
            default -> ((ObjectNode) order.at("/sku_order_list/0")).remove("item_num");
        }
    }

    /** {@code order.orderDetail}. */
    ObjectNode detail(Sent given) {
        OrderRevision order = shop.orders()
                .find(given.text("shop_order_id"))
                .orElseThrow(() -> DouyinError.parameter(20_014, "查询订单不存在"));
        ObjectNode answer = NODES.objectNode();
        answer.set("shop_order_detail", new OrderView(order, afterSales).node());
        return answer;
    }
}
