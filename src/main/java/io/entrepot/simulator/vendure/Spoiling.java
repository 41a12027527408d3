package io.entrepot.simulator.vendure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;

/** Spoils a page of orders as a scripted fault says. Guarded by the shop's lock. */
final class Spoiling {

    private int spoilt;

    void spoil(ObjectNode answer, Fault fault) {
        if (!(answer.at("/data/orders/items") instanceof ArrayNode orders) || orders.isEmpty()) {
            return;
        }
        if (fault == Fault.DUPLICATE_ORDER) {
            orders.add(orders.get(0).deepCopy());
        } else if (fault == Fault.MALFORMED_ORDER && orders.get(0) instanceof ObjectNode order) {
            malform(order);
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
