package io.entrepot.simulator.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;

/** Spoils a page of orders as a scripted fault says. Guarded by the shop's lock. */
final class Spoiling {

    private final OrderBook orderBook;
    private int spoilt;

    Spoiling(OrderBook orderBook) {
        this.orderBook = orderBook;
    }

    void spoil(ObjectNode answer, Fault fault) {
        if (!(answer.at("/data/orders/items") instanceof ArrayNode orders) || orders.isEmpty()) {
            return;
        }
        ObjectNode first = (ObjectNode) orders.get(0);
        switch (fault) {
            case DUPLICATE_ORDER -> orders.add(first.deepCopy());
            case MALFORMED_ORDER -> malform(first);
            case UNKNOWN_ENUM_VALUE -> first.put("state", "InEscrow");
            case SHIFTED_PAGE -> orderBook.find(first.path("code").asText()).ifPresent(orderBook::touch);
            case FEED_LAG -> {
                orders.remove(orders.size() - 1);
                ObjectNode list = (ObjectNode) answer.at("/data/orders");
                list.put("totalItems", list.path("totalItems").asInt() - 1);
            }
            default -> {}
        }
    }

    /** By turns an unknown state, a missing instant and a line without its quantity. */
    private void malform(ObjectNode order) {
        switch (spoilt++ % 3) {
            case 0 -> order.put("state", "Teleported");
            case 1 -> order.remove("orderPlacedAt");
            default -> ((ObjectNode) order.withArray("lines").get(0)).remove("quantity");
        }
    }
}
