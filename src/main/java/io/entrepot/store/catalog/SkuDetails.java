package io.entrepot.store.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a SKU besides its stock and its prices.
 *
 * @param code the seller's own stock-keeping unit; unique over all products, case counts, at most 190 characters
 * @param variant which of the product's options this SKU is
 * @param weightGrams grams, or null when not known
 */
public record SkuDetails(
        String code,
        @Nullable String barcode,
        Variant variant,
        @Nullable Long weightGrams,
        @Nullable String imageUrl) {}
