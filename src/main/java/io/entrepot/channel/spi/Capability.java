package io.entrepot.channel.spi;

/** Something a storefront can do. */
public sealed interface Capability
        permits ListingSource, ListingTarget, OrderSource, PriceTarget, ShipmentTarget, StockTarget {}
