package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.Database;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.demand.Goods;
import io.entrepot.simulator.demand.Invoice;
import io.entrepot.simulator.demand.RetailDemand;
import io.entrepot.simulator.demand.RetailLine.Kind;
import io.entrepot.simulator.demand.RetailLine.Movement;
import io.entrepot.simulator.mall.MallSettings;
import io.entrepot.simulator.mall.MallSimulator;
import io.entrepot.store.SharedData;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Count;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of a real shop, bought at one storefront while two others sell the same goods and clerks correct the stock:
 * afterwards the store and all three storefronts show what SQL makes of the raw file.
 */
class RealDemandTest {

    private static final Currency GBP = Currency.getInstance("GBP");
    private static final long FIRST_COUNT = 100_000;
    /** Shoppers run no further ahead of the store than this many orders. */
    private static final int UNHEARD = 2_000;

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration LAG = Duration.ofMillis(100);

    private static final String UNITS = "cast(Quantity as bigint)";
    private static final String GOODS = "regexp_like(StockCode, '^[0-9]{5}[A-Za-z]*\\z')";
    private static final String CREDIT = "InvoiceNo like 'C%'";
    private static final String FREE = "cast(UnitPrice as decimal(12, 2)) = 0";

    private final Map<String, MallSimulator> shops = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> options = new HashMap<>();

    @TempDir
    Path folder;

    private RetailDemand demand;
    private List<Invoice> invoices;
    private Path plain;

    @BeforeEach
    void read() throws Exception {
        Path file = SharedData.folder("uci-online-retail").resolve("online_retail_sample.csv.gz");
        demand = RetailDemand.read(file);
        invoices = demand.invoices();
        plain = folder.resolve("lines.csv");
        try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(content, plain);
        }
        for (WriteKind kind : WriteKind.values()) {
            String id = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            MallSettings settings = MallSettings.standard()
                    .currency(GBP)
                    .stockWrite(kind)
                    .visibilityLag(LAG)
                    .limits(MallSettings.limits(10_000, 20_000));
            shops.put(id, MallSimulator.start(settings, Clock.systemUTC()));
            options.put(id, Map.of("stock-write", id, "visibility-lag", LAG.toMillis() + "ms"));
        }
    }

    @AfterEach
    void close() {
        shops.values().forEach(MallSimulator::close);
    }

    @Test
    void stockEverywhereIsWhatTheFileSays() throws Exception {
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_FILE);
                RunningEngine engine = new RunningEngine(
                        database.open(), shops, options, GBP, StockPolicy.ALL, Duration.ofMillis(200))) {
            stockUp(database.database(), engine);
            Map<String, Long> first = demand.goods().stream().collect(Collectors.toMap(Goods::sku, any -> FIRST_COUNT));
            awaitShown(first);
            play(database.database(), engine);

            Map<String, Long> expected = expected();
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(orders(database.database())).isEqualTo((long) invoices.size()));
            assertThat(available(database.database())).isEqualTo(expected);
            awaitShown(expected);
            assertOrders(database.database());
            assertCounts();
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    private void stockUp(Database database, RunningEngine engine) {
        List<Goods> goods = demand.goods();
        Map<String, List<Goods>> products = goods.stream()
                .collect(Collectors.groupingBy(
                        each -> each.sku().substring(0, 5), LinkedHashMap::new, Collectors.toList()));
        new Catalog(database, Clock.systemUTC())
                .put(products.entrySet().stream()
                        .map(each -> product(each.getKey(), each.getValue()))
                        .toList());
        new Prices(database)
                .put(goods.stream()
                        .map(each -> new SkuPrice(each.sku(), "default", each.price(), null))
                        .toList());
        engine.engine()
                .stock()
                .set(
                        goods.stream()
                                .map(each -> new Count(each.sku(), "main", FIRST_COUNT, null))
                                .toList(),
                        "count",
                        "first");
    }

    private static Product product(String code, List<Goods> goods) {
        List<SkuDetails> skus = goods.stream()
                .map(each -> new SkuDetails(each.sku(), null, Variant.of(Map.of("code", each.sku())), null, null))
                .toList();
        return new Product(code, goods.get(0).title(), null, null, null, null, skus);
    }

    /** Shoppers order and clerks correct the stock in the order of time, never far ahead of what the store has heard. */
    private void play(Database database, RunningEngine engine) {
        SimulatedShop busy = shops.get("delta").shop();
        List<Movement> movements = demand.movements();
        int moved = 0;
        int placed = 0;
        for (Invoice invoice : invoices) {
            for (; moved < movements.size() && !movements.get(moved).at().isAfter(invoice.placedAt()); moved++) {
                adjust(engine, movements.get(moved));
            }
            busy.place(invoice.purchase().as(invoice.number(), Clock.systemUTC().instant()));
            placed++;
            if (placed % UNHEARD == 0) {
                long heard = placed - UNHEARD;
                await().atMost(LONG).until(() -> orders(database) >= heard);
            }
        }
        for (; moved < movements.size(); moved++) {
            adjust(engine, movements.get(moved));
        }
    }

    private static void adjust(RunningEngine engine, Movement movement) {
        engine.engine()
                .stock()
                .adjust(
                        List.of(new Adjustment(movement.sku(), "main", movement.change(), "line-" + movement.line())),
                        movement.kind().name().toLowerCase(java.util.Locale.ROOT));
    }

    private void awaitShown(Map<String, Long> expected) {
        shops.forEach((id, shop) -> await(id)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(shop.shop().state().skus())
                        .as("stock shown at %s", id)
                        .allSatisfy(
                                sku -> assertThat(sku.quantity()).as(sku.code()).isEqualTo(expected.get(sku.code())))
                        .hasSameSizeAs(expected.keySet())));
    }

    private Map<String, Long> expected() throws SQLException {
        String change = "sum(case when " + CREDIT + " then -" + UNITS + " when " + UNITS + " < 0 then " + UNITS
                + " else -" + UNITS + " end)";
        return SharedData.counts(
                plain,
                "select StockCode, " + FIRST_COUNT + " + " + change + " from $ where " + GOODS + " group by StockCode");
    }

    private static Map<String, Long> available(Database database) {
        return database.queries()
                .select(SKU.CODE, STOCK_LEVEL.ON_HAND.minus(STOCK_LEVEL.COMMITTED))
                .from(STOCK_LEVEL)
                .join(SKU)
                .on(SKU.ID.eq(STOCK_LEVEL.SKU_ID))
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    private static long orders(Database database) {
        return database.queries().fetchCount(ORDERS);
    }

    private void assertOrders(Database database) throws SQLException {
        String sold = GOODS + " and " + UNITS + " > 0 and not " + FREE;
        assertThat(orders(database)).isEqualTo(count("select count(distinct InvoiceNo) from $ where " + sold));
        assertThat(database.queries().fetchCount(ORDER_LINE))
                .isEqualTo((int) count("select count(*) from $ where " + sold));
        assertThat(database.queries()
                        .select(DSL.sum(ORDER_LINE.QUANTITY))
                        .from(ORDER_LINE)
                        .fetchSingle()
                        .value1()
                        .longValueExact())
                .isEqualTo(count("select sum(" + UNITS + ") from $ where " + sold));
    }

    private void assertCounts() throws SQLException {
        assertThat(demand.counts())
                .isEqualTo(Map.of(
                        Kind.SALE,
                                count("select count(*) from $ where " + GOODS + " and " + UNITS + " > 0 and not "
                                        + FREE),
                        Kind.GIFT,
                                count("select count(*) from $ where " + GOODS + " and " + UNITS + " > 0 and " + FREE),
                        Kind.RETURN, count("select count(*) from $ where " + GOODS + " and " + CREDIT),
                        Kind.WRITE_OFF,
                                count("select count(*) from $ where " + GOODS + " and " + UNITS + " < 0 and not "
                                        + CREDIT),
                        Kind.REFUSED, count("select count(*) from $ where not " + GOODS)));
    }

    private long count(String select) throws SQLException {
        return SharedData.count(plain, select);
    }
}
