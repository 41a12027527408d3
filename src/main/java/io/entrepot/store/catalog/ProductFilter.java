package io.entrepot.store.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which products are wanted; what is null does not matter.
 *
 * @param text part of the title or of the product's code, in either case
 */
public record ProductFilter(
        @Nullable String text,
        @Nullable String brand,
        @Nullable String category) {

    /** Every product. */
    public static final ProductFilter ALL = new ProductFilter(null, null, null);
}
