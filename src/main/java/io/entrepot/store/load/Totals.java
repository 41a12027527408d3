package io.entrepot.store.load;

import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Written;
import java.util.List;

/** Counts what one import writes. */
final class Totals {

    private Written written = Written.NOTHING;
    private Changes prices = Changes.NONE;
    private Changes stock = Changes.NONE;

    void add(Written more) {
        written = written.plus(more);
    }

    void addPrices(Changes more) {
        prices = prices.plus(more);
    }

    void addStock(Changes more) {
        stock = stock.plus(more);
    }

    ImportReport report(long id, List<FileReport> files, Findings findings) {
        return new ImportReport(
                id, files, written.products(), written.skus(), prices, stock, findings.refused(), findings.notes());
    }
}
