package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.Database;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.SharedData;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.load.ImportReport;
import io.entrepot.store.load.ImportSettings;
import io.entrepot.store.load.Importer;
import io.entrepot.store.load.InputFile;
import io.entrepot.store.price.Prices;
import io.entrepot.store.undo.Imports;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real catalogues, imported into a running engine: a storefront ends up with every product the files have. */
class RealCataloguesTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final ImportSettings SETTINGS = new ImportSettings(CNY, "default", "main", Set.of("main"));

    private final Simulator shop = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shopifysAreListed() throws Exception {
        Path folder = SharedData.folder("shopify-product-csvs");
        List<Path> files = Stream.of("apparel.csv", "home-and-garden.csv", "jewelery.csv")
                .map(folder::resolve)
                .toList();
        long variants = 0;
        long units = 0;
        for (Path file : files) {
            variants += SharedData.count(file, "select count(*) from $ where \"Option1 Value\" <> ''");
            units += SharedData.count(file, "select sum(cast(nullif(\"Variant Inventory Qty\", '') as bigint)) from $");
        }
        assertListed(files, variants, units);
        assertThat(titles()).containsAll(titles(files, "\"Title\"", "\"Title\" <> ''"));
    }

    @Test
    void theChineseOneIsListed() throws Exception {
        Path folder = SharedData.folder("mall-cn");
        Path products = folder.resolve("pms_product.csv");
        String skus = SharedData.rows(folder.resolve("pms_sku_stock.csv"));
        String bare = "id not in (select product_id from " + skus + ")";
        long rows = SharedData.count(products, "select count(*) from " + skus)
                + SharedData.count(products, "select count(*) from $ where " + bare);
        long units = SharedData.count(products, "select sum(cast(stock as bigint)) from " + skus)
                + SharedData.count(products, "select sum(cast(stock as bigint)) from $ where " + bare);
        assertListed(
                Stream.of("pms_product.csv", "pms_sku_stock.csv", "pms_product_category.csv")
                        .map(folder::resolve)
                        .toList(),
                rows,
                units);
        assertThat(titles()).isEqualTo(titles(List.of(products), "name", "id <> ''"));
    }

    private void assertListed(List<Path> files, long skus, long units) {
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
                RunningEngine engine = new RunningEngine(
                        database.open(), Map.of("shop", shop), Map.of(), StockPolicy.ALL, Duration.ofMillis(100))) {
            Database store = database.database();
            Importer importer = new Importer(
                    new Catalog(store, Clock.systemUTC()),
                    new Prices(store),
                    engine.engine().stock(),
                    new Imports(store, Clock.systemUTC()));
            ImportReport report =
                    importer.load(files.stream().map(InputFile::of).toList(), SETTINGS);
            assertThat(report.refused()).isEmpty();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                List<SimulatedShop.Sku> shown = shop.shop().state().skus();
                assertThat(shown).hasSize((int) skus);
                assertThat(shown.stream().mapToLong(SimulatedShop.Sku::quantity).sum())
                        .isEqualTo(units);
            });
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    private Set<String> titles() {
        return shop.shop().state().skus().stream().map(SimulatedShop.Sku::title).collect(Collectors.toSet());
    }

    private static Set<String> titles(List<Path> files, String column, String where) throws SQLException {
        Set<String> titles = new HashSet<>();
        for (Path file : files) {
            titles.addAll(SharedData.counts(file, "select distinct " + column + ", 1 from $ where " + where)
                    .keySet());
        }
        return titles;
    }
}
