package io.entrepot.store.load;

import io.entrepot.store.catalog.SkuDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the files of one import say, before any of it is written. */
final class Draft {

    private final Map<String, ProductDraft> products = new LinkedHashMap<>();
    private final List<Offer> offers = new ArrayList<>();

    /** The row's product and SKU, with what it says of price and stock. */
    void add(String product, ProductText text, SkuDetails sku, Offer offer) {
        ProductDraft draft = products.computeIfAbsent(product, ProductDraft::new);
        draft.describe(text);
        draft.add(new SkuRow(product, sku, offer));
    }

    /** A row with price or stock of a SKU that other files describe. */
    void add(Offer offer) {
        offers.add(offer);
    }

    Iterable<ProductDraft> products() {
        return products.values();
    }

    List<Offer> offers() {
        return offers;
    }
}
