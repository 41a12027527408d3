package io.entrepot.store.load;

import io.entrepot.store.catalog.SkuDetails;

/** What a row says of a SKU, its price and its stock. */
record SkuRow(String product, SkuDetails sku, Offer offer) {

    Place place() {
        return offer.place();
    }
}
