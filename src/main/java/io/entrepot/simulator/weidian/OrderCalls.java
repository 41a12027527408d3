package io.entrepot.simulator.weidian;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The calls that read orders. Called under the shop's lock. */
final class OrderCalls {

    private static final int MOST = 50;
    private static final Duration USUAL = Duration.ofDays(31);
    private static final Set<String> TYPES =
            Set.of("", "all", "unship", "unpay", "shiped", "refunding", "finish", "close");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final OrderView view;
    private int spoilt;

    OrderCalls(Shop shop, Shape shape) {
        this.shop = shop;
        this.view = new OrderView(shape);
    }

    boolean listsAny(Sent given) {
        try {
            return !changed(given).isEmpty();
        } catch (WeidianError unreadable) {
            return false;
        }
    }

    /** {@code vdian.order.list.get}: short rows. */
    ObjectNode list(Sent given, Optional<Fault> fault) {
        if (!TYPES.contains(given.textOr("order_type", ""))) {
            throw WeidianError.arguments("order_type");
        }
        int size = given.pageSize("page_size", MOST, MOST);
        long page = given.wholeOr("page_num", 1);
        if (page < 1) {
            throw WeidianError.arguments("page_num");
        }
        List<OrderRevision> all = changed(given);
        List<OrderRevision> here =
                all.stream().skip((page - 1) * size).limit(size).toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode rows = answer.putArray("orders");
        here.forEach(order -> rows.add(view.row(order)));
        int total = all.size();
        if (!here.isEmpty()) {
            total -= spoil(rows, fault);
        }
        return answer.put("total_num", total).put("order_num", rows.size());
    }

    /** How many are left out. */
    private int spoil(ArrayNode rows, Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.DUPLICATE_ORDER))) {
            rows.add(rows.get(0));
        } else if (fault.equals(Optional.of(Fault.SHIFTED_PAGE))) {
            shop.orders().touch(rows.get(0).get("order_id").asText());
        } else if (fault.equals(Optional.of(Fault.FEED_LAG))) {
            rows.remove(rows.size() - 1);
            return 1;
        }
        return 0;
    }

    private List<OrderRevision> changed(Sent given) {
        if (given.has("update_start")) {
            Instant to = given.has("update_end")
                    ? Local.read(given, "update_end")
                    : shop.catalogue().now();
            return shop.list().changed(Local.read(given, "update_start"), to.plusMillis(999));
        }
        Instant now = shop.catalogue().now();
        Instant from = given.has("add_start") ? Local.read(given, "add_start") : now.minus(USUAL);
        Instant to = given.has("add_end") ? Local.read(given, "add_end").plusMillis(999) : now;
        return shop.list().changed(Instant.EPOCH, now).stream()
                .filter(order ->
                        !order.placedAt().isBefore(from) && !order.placedAt().isAfter(to))
                .toList();
    }

    /** {@code vdian.order.get}. */
    ObjectNode get(Sent given, Optional<Fault> fault) {
        ObjectNode order = view.whole(find(given.text("order_id")));
        if (fault.equals(Optional.of(Fault.UNKNOWN_ENUM_VALUE))) {
            order.put("status_ori", "77");
        } else if (fault.equals(Optional.of(Fault.MALFORMED_ORDER))) {
            switch (spoilt++ % 3) {
                case 0 -> order.put("status_ori", "shipped");
                case 1 -> order.remove("add_time");
                default -> ((ObjectNode) order.at("/items/0")).remove("quantity");
            }
        }
        return order;
    }

    private OrderRevision find(String no) {
        return shop.orders().find(no).orElseThrow(() -> new WeidianError(WeidianError.ORDER, "订单不存在"));
    }
}
