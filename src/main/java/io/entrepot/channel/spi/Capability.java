package io.entrepot.channel.spi;

/** Something a storefront can do. */
public sealed interface Capability
        permits AfterSaleSource,
                AfterSaleTarget,
                CallbackSource,
                CancellationTarget,
                FundsSource,
                ListingSource,
                ListingTarget,
                OrderSource,
                PriceSource,
                PriceTarget,
                ShipmentTarget,
                StockTarget {}
