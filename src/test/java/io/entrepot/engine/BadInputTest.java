package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.Refusal;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Count;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What no program of ours would write, and what becomes of it. */
class BadInputTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Map<String, Map<String, String>> OPTIONS = Map.of(
            "absolute", Map.of("stock-write", "absolute", "visibility-lag", "100ms"),
            "delta", Map.of("stock-write", "delta", "visibility-lag", "100ms"));

    private final OffsetClock clock = new OffsetClock();
    private final Map<String, Simulator> shops = new LinkedHashMap<>();

    BadInputTest() {
        OPTIONS.forEach((id, options) ->
                shops.put(id, Simulators.of("mall").orElseThrow().start(0, CNY, options, Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        shops.values().forEach(Simulator::close);
    }

    private RunningEngine start(TestDatabase database) {
        Map<String, Shop> declared = new LinkedHashMap<>();
        shops.forEach((id, shop) -> declared.put(
                id,
                new Shop(
                        "mall",
                        shop.baseUrl(),
                        shop.credentials(),
                        OPTIONS.getOrDefault(id, Map.of()),
                        RunningEngine.ALL)));
        return new RunningEngine(
                database.open(),
                declared,
                CNY,
                StockPolicy.ALL,
                Duration.ofMillis(50),
                RunningEngine.unlimited(),
                clock);
    }

    private void awaitShown(RunningEngine engine, String sku, long units) {
        shops.forEach((id, shop) -> await().atMost(LONG)
                .untilAsserted(() -> assertThat(shop.shop().stock(sku))
                        .as(() -> sku + " at " + id + engine.trail(sku))
                        .hasValue(units)));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void aClockThatIsPutForwardAndBackHoldsNothingUp(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            engine.product("cup", 1, 20);
            awaitShown(engine, "cup-1", 20);

            clock.set(Duration.ofHours(2));
            shops.get("delta").shop().place(Purchase.paid("cup-1", 3));
            awaitShown(engine, "cup-1", 17);
            Simulator failing = shops.get("delta");
            failing.faults().percent(1, 100, EnumSet.of(Fault.UNAVAILABLE));
            add(engine, 3, "first");
            int before = failing.calls().all().size();
            await().atMost(LONG).until(() -> failing.calls().all().size() > before + 5);

            clock.set(Duration.ZERO);
            failing.faults().clear();
            shops.get("absolute").shop().place(Purchase.paid("cup-1", 5));
            await().atMost(LONG).until(() -> engine.available("cup-1") == 15);
            awaitShown(engine, "cup-1", 15);
            add(engine, 4, "second");
            awaitShown(engine, "cup-1", 19);
            engine.engine().pauses().stopAll("does a stop still hold?", "test");
            assertThat(engine.engine().pauses().stopped()).isTrue();
            assertThat(database.database().queries().fetchCount(ORDERS)).isEqualTo(2);
        }
    }

    private static void add(RunningEngine engine, long units, String key) {
        engine.engine().stock().adjust(List.of(new Adjustment("cup-1", "main", units, key)), "delivery");
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void aStockBelowZeroIsRefusedOrShownAsNothing(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            engine.product("cup", 1, 20);
            awaitShown(engine, "cup-1", 20);

            assertThatThrownBy(() ->
                            engine.engine().stock().set(List.of(new Count("cup-1", "main", -1, null)), "erp", "night"))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.code().value()).isEqualTo("ENT-2101"));
            assertThat(engine.available("cup-1")).isEqualTo(20);
            database.foreignly("update stock_level set on_hand = -4");
            awaitShown(engine, "cup-1", 0);
            await().atMost(LONG).until(() -> codes(engine).contains("ENT-4301"));
            database.foreignly("update stock_level set on_hand = 6");
            awaitShown(engine, "cup-1", 6);
            await().atMost(LONG).until(() -> codes(engine).isEmpty());
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void anOrderThatWasCancelledBeforeItWasSeenTakesNothing(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            engine.product("cup", 1, 20);
            awaitShown(engine, "cup-1", 20);
            engine.engine().pauses().pause(new StorefrontId("delta"), "orders", "not looking", "test");
            var shop = shops.get("delta").shop();
            shop.cancel(shop.place(Purchase.paid("cup-1", 3)));
            shop.cancel(shop.place(Purchase.unpaid("cup-1", 2)));
            engine.engine().pauses().resume(new StorefrontId("delta"), "orders");

            await().atMost(LONG)
                    .until(() -> database.database().queries().fetchCount(ORDERS, ORDERS.STATE.eq("cancelled")) == 2);
            assertThat(engine.available("cup-1")).isEqualTo(20);
            awaitShown(engine, "cup-1", 20);
            assertThat(codes(engine)).isEmpty();
        }
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void aPriceInAnotherCurrencyIsNotSent(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            engine.product("cup", 1, 20);
            awaitShown(engine, "cup-1", 20);
            database.foreignly("update price set currency = 'USD', amount = 175");

            await().atMost(LONG)
                    .until(() ->
                            database.database().queries().fetchCount(PUBLICATION, PUBLICATION.ERROR_CODE.eq("ENT-5007"))
                                    == 2);
            shops.values().forEach(shop -> assertThat(shop.shop().state().skus())
                    .allSatisfy(sku -> assertThat(sku.price()).contains("12.50")));
            database.foreignly("update price set currency = 'CNY', amount = 1300");
            shops.values().forEach(shop -> await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.shop().state().skus())
                            .allSatisfy(sku -> assertThat(sku.price()).contains("13.00"))));
            await().atMost(LONG).until(() -> codes(engine).isEmpty());
        }
    }

    private static List<String> codes(RunningEngine engine) {
        return engine.engine().attention().open(20).stream().map(Item::code).toList();
    }
}
