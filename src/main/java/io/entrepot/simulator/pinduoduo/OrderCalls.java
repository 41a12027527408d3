package io.entrepot.simulator.pinduoduo;

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

/** The calls for orders. Called under the shop's lock. */
final class OrderCalls {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final OrderView view;
    private int spoilt;

    OrderCalls(Shop shop, OrderView view) {
        this.shop = shop;
        this.view = view;
    }

    boolean listsAny(Sent given) {
        try {
            return !Page.of(given).of(changed(given)).isEmpty();
        } catch (PinduoduoError unreadable) {
            return false;
        }
    }

    /** {@code pdd.order.number.list.increment.get}: whole orders, the newest change first. */
    ObjectNode list(Sent given, Optional<Fault> fault) {
        List<OrderRevision> orders = changed(given);
        Page page = Page.of(given);
        List<OrderRevision> here = new ArrayList<>(page.of(orders));
        int total = orders.size();
        if (fault.equals(Optional.of(Fault.FEED_LAG))) {
            here.remove(0);
            total--;
        }
        ObjectNode answer = NODES.objectNode();
        ObjectNode found = answer.putObject("order_sn_increment_get_response");
        if (given.flag("use_has_next")) {
            found.put("has_next", page.hasNext(orders.size()));
        } else {
            found.put("total_count", total);
        }
        ArrayNode list = found.putArray("order_sn_list");
        here.forEach(order -> list.add(view.of(order)));
        if (!here.isEmpty()) {
            spoil(list, fault);
        }
        return answer;
    }

    private void spoil(ArrayNode list, Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.DUPLICATE_ORDER))) {
            list.add(list.get(0).deepCopy());
        } else if (fault.equals(Optional.of(Fault.SHIFTED_PAGE))) {
            shop.orders().touch(list.get(0).path("order_sn").asText());
        } else {
            spoil((ObjectNode) list.get(0), fault);
        }
    }

    private void spoil(ObjectNode order, Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.UNKNOWN_ENUM_VALUE))) {
            order.put("order_status", 77);
        } else if (fault.equals(Optional.of(Fault.MALFORMED_ORDER))) {
            switch (spoilt++ % 3) {
                case 0 -> order.put("refund_status", "none");
                case 1 -> order.remove("order_sn");
                default -> ((ObjectNode) order.at("/item_list/0")).remove("goods_count");
            }
        }
    }

    /** Nobody is told of orders that are not paid. */
    private List<OrderRevision> changed(Sent given) {
        Instant from = given.seconds("start_updated_at");
        Instant to = given.seconds("end_updated_at");
        Duration length = Duration.between(from, to);
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw PinduoduoError.parameter("end_updated_at");
        }
        given.whole("order_status");
        given.whole("refund_status");
        given.whole("is_lucky_flag");
        List<OrderRevision> orders = new ArrayList<>();
        shop.list().changed(from, to.plusMillis(999)).stream()
                .filter(order -> order.paidAt() != null)
                .forEach(orders::add);
        Collections.reverse(orders);
        return orders;
    }

    /** {@code pdd.order.information.get}. */
    ObjectNode information(Sent given, Optional<Fault> fault) {
        ObjectNode order = view.of(find(shop, given));
        spoil(order, fault);
        ObjectNode answer = NODES.objectNode();
        answer.putObject("order_info_get_response").set("order_info", order);
        return answer;
    }

    static OrderRevision find(Shop shop, Sent given) {
        return shop.orders().find(given.text("order_sn")).orElseThrow(() -> PinduoduoError.business("订单不属于当前店铺或订单不存在"));
    }
}
