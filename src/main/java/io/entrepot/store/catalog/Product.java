package io.entrepot.store.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product and the SKUs it groups.
 *
 * @param code the seller's own number of the product; unique, at most 190 characters
 * @param title at most 500 characters
 * @param description text or HTML, as the seller wrote it
 */
public record Product(
        String code,
        String title,
        @Nullable String description,
        @Nullable String brand,
        @Nullable String category,
        @Nullable String imageUrl,
        List<SkuDetails> skus) {

    /** Keeps the SKUs as given, in that order. */
    public Product {
        skus = List.copyOf(skus);
    }
}
