package io.entrepot.simulator.demand;

import io.entrepot.model.Money;

/**
 * What a retailer's file says of one SKU.
 *
 * @param title the first description of a line that sold it, else its code
 * @param price of the first line that sold it; 0 when none did
 * @param leaving units that leave the shelf over the whole file: with that many at the start, stock never falls below zero
 */
public record Goods(String sku, String title, Money price, long leaving) {}
