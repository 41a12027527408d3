package io.entrepot.store.catalog;

/** A SKU as stored, with the code of the product it belongs to. */
public record StoredSku(String product, SkuDetails details) {}
