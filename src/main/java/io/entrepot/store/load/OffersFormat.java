package io.entrepot.store.load;

import static io.entrepot.store.load.OwnColumns.ON_HAND;
import static io.entrepot.store.load.OwnColumns.PRICE;
import static io.entrepot.store.load.OwnColumns.SKU;

import java.util.ArrayList;
import java.util.List;

/** Our own files with stock, with prices, or with both, of SKUs that are in the catalogue. */
final class OffersFormat implements Format {

    private final Draft draft;
    private final OwnOffer offer;

    OffersFormat(Draft draft, ImportSettings settings) {
        this.draft = draft;
        this.offer = new OwnOffer(settings);
    }

    @Override
    public String name() {
        return "stock and prices";
    }

    @Override
    public String header() {
        return "sku,on_hand or sku,price (optional: location, currency, price_list, compare_at)";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(OwnOffer.COLUMNS);
        columns.add(SKU);
        return columns;
    }

    @Override
    public boolean fits(Header header) {
        return header.has(SKU) && (header.has(PRICE) || header.has(ON_HAND));
    }

    @Override
    public void read(Table table, Findings findings) {
        Column first = table.header().has(PRICE) ? PRICE : ON_HAND;
        table.forEachRow(findings, row -> {
            Cells cells = new Cells(row);
            Offer read = offer.read(cells, cells.requiredCode(SKU, Lengths.CODE));
            if (read.price() == null && read.stock() == null) {
                cells.required(first, null);
            }
            draft.add(read);
        });
    }

    @Override
    public boolean notesOtherColumns() {
        return true;
    }
}
