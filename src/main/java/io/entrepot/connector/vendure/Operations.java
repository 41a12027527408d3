package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import java.util.List;
import java.util.Set;

/** What calls are counted by. Vendure itself has no limits. */
final class Operations {

    static final String SESSION = "session";
    static final String ITEMS = "items";
    static final String PRICES = "prices";
    static final String LEVELS = "levels";
    static final String STOCK = "stock";
    static final String ORDERS = "orders";
    static final String PARCELS = "parcels";

    /** Stock, the orders that change it, and the session without which nothing goes: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of(SESSION, LEVELS, STOCK, ORDERS);

    static final List<String> ALL = List.of(SESSION, ITEMS, PRICES, LEVELS, STOCK, ORDERS, PARCELS);

    private Operations() {}

    static Urgency urgency(String operation) {
        return URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY;
    }
}
