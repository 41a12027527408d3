package io.entrepot.channel.spi;

/** Something a storefront can do. */
public sealed interface Capability
        permits CallbackSource,
                CancellationTarget,
                ListingSource,
                ListingTarget,
                OrderSource,
                PriceSource,
                PriceTarget,
                ShipmentTarget,
                StockTarget {}
