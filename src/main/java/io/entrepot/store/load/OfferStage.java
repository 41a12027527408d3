package io.entrepot.store.load;

import io.entrepot.store.catalog.Batches;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes prices and stock. */
final class OfferStage {

    private final Catalog catalog;
    private final Prices prices;
    private final StockStage stock;
    private final Findings findings;
    private final Totals totals;

    OfferStage(Catalog catalog, Prices prices, StockStage stock, Findings findings, Totals totals) {
        this.catalog = catalog;
        this.prices = prices;
        this.stock = stock;
        this.findings = findings;
        this.totals = totals;
    }

    /** Writes what belongs to SKUs that are in the catalogue, and refuses the rest. */
    void writeChecked(List<Offer> offers) {
        Batches.of(offers, batch -> {
            Set<String> known =
                    catalog.skuIds(batch.stream().map(Offer::sku).toList()).keySet();
            batch.stream()
                    .filter(offer -> !known.contains(offer.sku()))
                    .forEach(offer -> findings.refuse(offer.place(), unknown(offer.sku())));
            write(batch.stream().filter(offer -> known.contains(offer.sku())).toList());
        });
    }

    private static RowRefused unknown(String sku) {
        return new RowRefused(Problem.UNKNOWN_SKU, "sku", sku, "there is no SKU '" + sku + "'");
    }

    /** Writes what belongs to SKUs known to be in the catalogue; what several rows say alike is written once. */
    void write(List<Offer> offers) {
        Set<SkuPrice> amounts = new LinkedHashSet<>();
        Set<Count> counts = new LinkedHashSet<>();
        for (Offer offer : offers) {
            if (offer.price() != null) {
                amounts.add(offer.price());
            }
            if (offer.stock() != null) {
                counts.add(offer.stock());
            }
        }
        totals.addPrices(prices.put(amounts));
        totals.addStock(counts.isEmpty() ? Changes.NONE : stock.set(List.copyOf(counts)));
    }
}
