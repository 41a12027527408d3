package io.entrepot.simulator.shop;

import org.jspecify.annotations.Nullable;

/** Is told what happens in a shop, under its lock: a channel's stand-in keeps by it what only that channel records. */
public interface Witness {

    /**
     * Stock went up or down by an order or by hand; what a call does, its stand-in knows itself.
     *
     * @param orderNo null when a clerk did it
     */
    default void stockMoved(Sku sku, long before, @Nullable String orderNo) {}

    /** An order was placed or changed, and is so now. */
    default void orderChanged(OrderRevision order) {}
}
