package io.entrepot.store.view;

import org.jspecify.annotations.Nullable;

/** Which listings are wanted; what is null does not matter. */
public record ListingFilter(
        @Nullable String storefront,
        @Nullable String sku,
        @Nullable String state) {}
