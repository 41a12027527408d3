package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.Buyers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.store.stock.StockLevels.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** One store and three shops of different character, over real HTTP and on each database. */
class EngineTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    /** Calls that never answered have long landed, and every uncertain shop has been read again. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final Map<String, Map<String, String>> OPTIONS = Map.of(
            "delta", Map.of("stock-write", "delta", "visibility-lag", "200ms"),
            "absolute", Map.of("stock-write", "absolute", "visibility-lag", "200ms", "lowers", "paid"),
            "cas", Map.of("stock-write", "compare-and-set", "visibility-lag", "200ms"));

    private final Map<String, Simulator> shops = new LinkedHashMap<>();

    EngineTest() {
        OPTIONS.forEach((id, options) -> shops.put(
                id,
                Simulators.of("mall").orElseThrow().start(0, Currency.getInstance("CNY"), options, Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        shops.values().forEach(Simulator::close);
    }

    private RunningEngine start(TestDatabase database) {
        return new RunningEngine(database.open(), shops, OPTIONS, StockPolicy.ALL, Duration.ofMillis(100));
    }

    private void awaitEqual(RunningEngine engine, List<String> skus) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> shops.forEach((id, shop) -> {
                    for (String sku : skus) {
                        assertThat(shop.shop().stock(sku))
                                .as(() -> sku + " at " + id + engine.trail(sku))
                                .hasValue(Math.max(0, engine.available(sku)));
                    }
                }));
    }

    @TestOnEachDatabase
    void stockFollowsOrdersAndForeignWriters(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("cup", 3, 20);
            awaitEqual(engine, skus);

            SimulatedShop delta = shops.get("delta").shop();
            delta.place(Purchase.paid("cup-1", 2));
            shops.get("absolute").shop().place(Purchase.unpaid("cup-2", 3));
            String cancelled = shops.get("cas").shop().place(Purchase.paid("cup-3", 4));
            await().atMost(LONG)
                    .until(() -> engine.available("cup-1") == 18
                            && engine.available("cup-2") == 17
                            && engine.available("cup-3") == 16);
            shops.get("cas").shop().cancel(cancelled);
            await().atMost(LONG).until(() -> engine.available("cup-3") == 20);
            for (String id : List.of("delta", "cas")) {
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(shops.get(id).shop().stock("cup-2")).hasValue(17));
            }
            awaitEqual(engine, List.of("cup-1", "cup-3"));

            database.foreignly(
                    "update stock_level set on_hand = 5 where sku_id = (select id from sku where code = 'cup-1')");
            await().atMost(LONG).until(() -> engine.available("cup-1") == 3);
            awaitEqual(engine, List.of("cup-1"));
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    @TestOnEachDatabase
    void equalAfterFaultsEnd(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("tea", 4, 40);
            awaitEqual(engine, skus);
            shops.values().forEach(shop -> shop.faults().percent(7, 20));
            for (Simulator shop : shops.values()) {
                Buyers buyers = new Buyers(shop.shop(), 3);
                for (int i = 0; i < 12; i++) {
                    buyers.step();
                }
            }
            shops.values().forEach(shop -> shop.faults().clear());
            await().atMost(RECOVERY).untilAsserted(() -> {
                assertThat(orders(database))
                        .isEqualTo(shops.values().stream()
                                .mapToLong(shop -> shop.shop().state().orders().size())
                                .sum());
                skus.forEach(sku -> assertThat(engine.available(sku)).as(sku).isEqualTo(40 - promised(sku)));
                shops.forEach(
                        (id, shop) -> skus.forEach(sku -> assertThat(shop.shop().stock(sku))
                                .as("%s at %s", sku, id)
                                .hasValue(Math.max(0, engine.available(sku) + unpaidWhereThatLowersNothing(id, sku)))));
            });
        }
    }

    /** What the shops' own books say was sold of a SKU and not cancelled. */
    private long promised(String sku) {
        return shops.values().stream()
                .mapToLong(shop -> units(shop, sku, order -> true))
                .sum();
    }

    private long unpaidWhereThatLowersNothing(String id, String sku) {
        boolean lowersWhenPaid = "paid".equals(OPTIONS.get(id).get("lowers"));
        return lowersWhenPaid ? units(shops.get(id), sku, order -> order.state().equals("placed")) : 0;
    }

    private static long units(Simulator shop, String sku, Predicate<SimulatedShop.Order> orders) {
        return shop.shop().state().orders().stream()
                .filter(orders)
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.skuCode().equals(sku))
                .mapToLong(line -> line.quantity() - line.cancelled())
                .sum();
    }

    private static long orders(TestDatabase database) {
        return database.database().queries().fetchCount(ORDERS);
    }

    @TestOnEachDatabase
    void aMalformedOrderIsParkedAndStopsNothing(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("pot", 1, 9);
            awaitEqual(engine, skus);
            Simulator delta = shops.get("delta");
            delta.faults().percent(1, 100, EnumSet.of(Fault.MALFORMED_ORDER));
            shops.get("delta").shop().place(Purchase.paid("pot-1", 1));
            shops.get("delta").shop().place(Purchase.paid("pot-1", 2));
            await().atMost(LONG).until(() -> malformed(database) > 0);
            await().atMost(LONG).until(() -> engine.available("pot-1") == 6);
            delta.faults().clear();
            awaitEqual(engine, skus);
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(engine.engine().attention().open(10)).isEmpty());
        }
    }

    @TestOnEachDatabase
    void whatLeftAnotherSystemsShelfStaysPromisedUntilItIsCounted(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            String sku = engine.product("jar", 1, 10).get(0);
            awaitEqual(engine, List.of(sku));
            database.foreignly("update location set external_owner = true");
            SimulatedShop shop = shops.get("delta").shop();

            shop.ship(shop.place(Purchase.paid(sku, 3)));
            await().atMost(LONG).until(() -> shipped(database) == 3);
            assertThat(level(engine, sku)).isEqualTo(new Level(sku, "main", 10, 3));
            database.foreignly("update stock_level set on_hand = 7");
            await().atMost(LONG).until(() -> level(engine, sku).equals(new Level(sku, "main", 7, 0)));
            awaitEqual(engine, List.of(sku));

            shop.ship(shop.place(Purchase.paid(sku, 2)));
            await().atMost(LONG).until(() -> shipped(database) == 5);
            database.foreignly("update stock_level set on_hand = 6, as_of = 1000");
            awaitEqual(engine, List.of(sku));
            assertThat(level(engine, sku)).isEqualTo(new Level(sku, "main", 6, 2));
            database.foreignly("update location set external_owner = false");
            engine.engine().stock().set(List.of(new Count(sku, "main", 4, null)), "count", "evening");
            await().atMost(LONG).until(() -> level(engine, sku).equals(new Level(sku, "main", 4, 0)));
            awaitEqual(engine, List.of(sku));
        }
    }

    @TestOnEachDatabase
    void whatCameAndWentSinceACountIsAddedToIt(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            String sku = engine.product("jar", 1, 10).get(0);
            awaitEqual(engine, List.of(sku));
            Instant counted = Instant.now();
            SimulatedShop shop = shops.get("delta").shop();
            await().until(() -> Instant.now().isAfter(counted.plusMillis(20)));
            shop.ship(shop.place(Purchase.paid(sku, 3)));
            await().atMost(LONG).until(() -> shipped(database) == 3);
            engine.engine().stock().set(List.of(new Count(sku, "main", 20, counted)), "count", "morning");
            assertThat(level(engine, sku)).isEqualTo(new Level(sku, "main", 17, 0));
        }
    }

    private static long malformed(TestDatabase database) {
        return database.database().queries().fetchCount(INBOX, INBOX.ERROR_CODE.eq("ENT-4001"));
    }

    private static Level level(RunningEngine engine, String sku) {
        return engine.engine().stock().of(List.of(sku)).get(0);
    }

    private static long shipped(TestDatabase database) {
        return database.database().queries().fetch(ORDER_LINE).stream()
                .mapToLong(OrderLineRecord::getShipped)
                .sum();
    }
}
