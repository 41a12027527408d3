package io.entrepot.store.load;

import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels.Count;
import org.jspecify.annotations.Nullable;

/** What a row says of a SKU's price and stock. */
record Offer(
        Place place,
        String sku,
        @Nullable SkuPrice price,
        @Nullable Count stock) {}
