package io.entrepot.store.load;

import static io.entrepot.store.load.OwnColumns.COMPARE_AT;
import static io.entrepot.store.load.OwnColumns.CURRENCY;
import static io.entrepot.store.load.OwnColumns.LOCATION;
import static io.entrepot.store.load.OwnColumns.ON_HAND;
import static io.entrepot.store.load.OwnColumns.PRICE;
import static io.entrepot.store.load.OwnColumns.PRICE_LIST;

import io.entrepot.model.Money;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the price and stock columns of the formats of our own. */
final class OwnOffer {

    static final List<Column> COLUMNS = List.of(PRICE, CURRENCY, PRICE_LIST, COMPARE_AT, ON_HAND, LOCATION);

    private static final int PRICE_LIST_LENGTH = 60;

    private final ImportSettings settings;

    OwnOffer(ImportSettings settings) {
        this.settings = settings;
    }

    Offer read(Cells cells, String sku) {
        return new Offer(cells.place(), sku, price(cells, sku), stock(cells, sku));
    }

    private @Nullable SkuPrice price(Cells cells, String sku) {
        Currency currency = cells.currency(CURRENCY, settings.currency());
        Money price = cells.money(PRICE, currency);
        Money compareAt = cells.money(COMPARE_AT, currency);
        String list = cells.code(PRICE_LIST, PRICE_LIST_LENGTH);
        if (price == null) {
            if (compareAt != null) {
                throw cells.refused(Problem.MISSING, COMPARE_AT, "stands without a price");
            }
            return null;
        }
        return new SkuPrice(sku, list == null ? settings.priceList() : list, price, compareAt);
    }

    private @Nullable Count stock(Cells cells, String sku) {
        Long onHand = cells.units(ON_HAND);
        String location = cells.location(LOCATION, settings);
        return onHand == null ? null : new Count(sku, location, onHand, null);
    }
}
