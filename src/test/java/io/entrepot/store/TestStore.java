package io.entrepot.store;

import io.entrepot.database.Database;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.load.ImportSettings;
import io.entrepot.store.load.Importer;
import io.entrepot.store.price.Prices;
import io.entrepot.store.stock.Locations;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.undo.Imports;
import io.entrepot.store.undo.Undo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue, prices and stock of a database, with the locations {@code main} and {@code shop}. */
public final class TestStore {

    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    public static final ImportSettings CNY =
            new ImportSettings(Currency.getInstance("CNY"), "retail", "main", Set.of("main", "shop"));

    public final Database database;
    public final Catalog catalog;
    public final Prices prices;
    public final StockLevels stock;
    public final Importer importer;
    public final Undo undo;

    private TestStore(Database database, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        this.database = database;
        this.catalog = new Catalog(database, clock);
        this.prices = new Prices(database);
        this.stock = new StockLevels(database, () -> {}, clock);
        this.importer = new Importer(catalog, prices, stock, new Imports(database, clock));
        this.undo = new Undo(database, new Imports(database, clock), () -> {}, clock);
    }

    public static TestStore on(Database database) {
        Locations locations = new Locations(database);
        locations.put("main", "Main warehouse", false);
        locations.put("shop", "Shop", false);
        return new TestStore(database, START);
    }

    /** The same store an hour later: what it writes is dated differently. */
    public TestStore later() {
        return new TestStore(database, START.plus(Duration.ofHours(1)));
    }

    /** Units on hand, or null where there is no level. */
    public @Nullable Long onHand(String sku, String location) {
        return stock.of(List.of(sku)).stream()
                .filter(level -> level.location().equals(location))
                .map(StockLevels.Level::onHand)
                .findFirst()
                .orElse(null);
    }

    /** What a SKU costs in the list {@code retail}, as text. */
    public @Nullable String price(String sku) {
        return prices.price(sku, "retail")
                .map(price -> price.price().toString())
                .orElse(null);
    }
}
