package io.entrepot.connector.vendure;

import java.util.List;

/** What calls are counted by. Vendure itself has no limits. */
final class Operations {

    static final String SESSION = "session";
    static final String ITEMS = "items";
    static final String PRICES = "prices";
    static final String LEVELS = "levels";
    static final String STOCK = "stock";
    static final String ORDERS = "orders";
    static final List<String> ALL = List.of(SESSION, ITEMS, PRICES, LEVELS, STOCK, ORDERS);

    private Operations() {}
}
