package io.entrepot.simulator.mall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.mall.Wire.OrderAnswer;
import io.entrepot.simulator.mall.Wire.OrdersAnswer;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Shop;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The order endpoints. Called under the shop's lock. */
final class OrderCalls {

    private final Shop shop;
    private final int pageCap;
    private int spoilt;

    OrderCalls(Shop shop, int pageCap) {
        this.shop = shop;
        this.pageCap = pageCap;
    }

    boolean listsAny(WireRequest request) {
        try {
            return !page(request).orders().isEmpty();
        } catch (MallError unreadable) {
            return false;
        }
    }

    OrdersAnswer list(WireRequest request, Optional<Fault> fault) {
        OrdersAnswer page = page(request);
        return fault.isEmpty() || page.orders().isEmpty() ? page : spoilt(page, fault.get());
    }

    private OrdersAnswer page(WireRequest request) {
        Paging paging = Paging.of(request, pageCap);
        List<OrderRevision> changed =
                shop.list().changed(instant(request, "changed_from"), instant(request, "changed_to"));
        List<JsonNode> shown = paging.of(changed.stream())
                .map(order -> Wire.tree(Wire.view(order)))
                .toList();
        return new OrdersAnswer(shown, paging.page(), paging.pages(changed.size()), changed.size());
    }

    OrderAnswer one(String no) {
        return new OrderAnswer(shop.orders()
                .find(no)
                .map(Wire::view)
                .orElseThrow(() -> new MallError(404, "unknown_order", "no order " + no)));
    }

    private OrdersAnswer spoilt(OrdersAnswer page, Fault fault) {
        List<JsonNode> orders = new ArrayList<>(page.orders());
        JsonNode first = orders.get(0);
        int leftOut = 0;
        switch (fault) {
            case DUPLICATE_ORDER -> orders.add(first);
            case MALFORMED_ORDER -> orders.set(0, malformed(first));
            case UNKNOWN_ENUM_VALUE -> orders.set(0, ((ObjectNode) first.deepCopy()).put("state", "in_escrow"));
            case SHIFTED_PAGE -> shop.orders().touch(first.path("no").asText());
            case FEED_LAG -> {
                orders.remove(orders.size() - 1);
                leftOut = 1;
            }
            default -> {
                return page;
            }
        }
        return new OrdersAnswer(orders, page.page(), page.pages(), page.total() - leftOut);
    }

    /** By turns an unknown state, a missing instant and a line without its quantity. */
    private ObjectNode malformed(JsonNode order) {
        ObjectNode copy = order.deepCopy();
        switch (spoilt++ % 3) {
            case 0 -> copy.put("state", "teleported");
            case 1 -> copy.remove("placed_at");
            default -> ((ObjectNode) copy.withArray("lines").get(0)).remove("quantity");
        }
        return copy;
    }

    private static Instant instant(WireRequest request, String name) {
        String text = request.parameter(name).orElseThrow(() -> MallError.wrong("'" + name + "' is missing"));
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw MallError.wrong("'" + name + "' is no instant: " + text);
        }
    }
}
