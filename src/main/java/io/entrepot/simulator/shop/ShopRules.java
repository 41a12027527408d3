package io.entrepot.simulator.shop;

import io.entrepot.channel.spi.StockTarget.Lowers;
import java.time.Duration;
import java.util.Currency;

/**
 * How a shop treats its own stock, items and orders.
 *
 * @param lowers when it lowers its own stock; {@code SHIPPED} is not offered
 * @param restoresPaid whether it gives stock back when a paid order is cancelled
 * @param visibilityLag how long a change of an order is missing from the list
 * @param review how long a new item is in review before it is live
 */
public record ShopRules(
        Currency currency, Lowers lowers, boolean restoresPaid, Duration visibilityLag, Duration review) {}
