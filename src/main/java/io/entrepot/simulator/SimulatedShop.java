package io.entrepot.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What shoppers and clerks do in a simulated shop, whatever its channel. Safe for several threads. */
public interface SimulatedShop {

    /**
     * A shopper orders; the shop lowers its stock by its own rule, in the same instant.
     *
     * @return the order's number
     * @throws ShopRefusal when a SKU is unknown or not on sale, stock is short, or the number is taken
     */
    String place(Purchase purchase);

    /**
     * The shopper pays.
     *
     * @throws ShopRefusal when there is no such unpaid order, or stock is short in a shop that lowers it only now
     */
    void pay(String orderNo);

    /**
     * All that is neither shipped nor cancelled yet is cancelled.
     *
     * @throws ShopRefusal when there is no such order or nothing is left to cancel
     */
    void cancel(String orderNo);

    /**
     * Some units of one line are cancelled.
     *
     * @throws ShopRefusal when there is no such line or it has fewer units left
     */
    void cancel(String orderNo, String lineNo, long quantity);

    /**
     * All that is not cancelled is shipped.
     *
     * @throws ShopRefusal when there is no such paid order or nothing is left to ship
     */
    void ship(String orderNo);

    /**
     * A clerk sets the shop's own stock by hand.
     *
     * @throws ShopRefusal when the SKU is unknown
     */
    void clerkSetsStock(String skuCode, long quantity);

    /** What the shop shows of a SKU, by the seller's code; empty when it has none such. */
    OptionalLong stock(String skuCode);

    /** The code of a SKU that is on sale and in stock, by chance; empty when there is none. */
    Optional<String> anyInStock(RandomGenerator chance);

    /** Everything the shop has, sorted by code and number. */
    State state();

    /** A shop at one moment. */
    record State(List<Sku> skus, List<Order> orders) {}

    /**
     * One SKU of the shop.
     *
     * @param title its item's title
     * @param variant option names and values in the order in which they were sent
     */
    record Sku(
            String code,
            String id,
            String itemId,
            String state,
            long quantity,
            String price,
            String title,
            Map<String, String> variant) {}

    /** One order of the shop. */
    record Order(String no, String state, List<Line> lines) {}

    /** One line of an order. */
    record Line(String no, String skuCode, long quantity, long shipped, long cancelled) {}
}
