package io.entrepot.store.brake;

import static io.entrepot.engine.RunningEngine.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.brake.Brakes.Held;
import io.entrepot.store.stock.StockLevels.Count;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Two shops sell from one shelf, one of them with a brake, and somebody writes what cannot be meant. */
class BrakeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId CAREFUL = new StorefrontId("careful");
    private static final Brake BRAKE = new Brake(50, 3, 40, Duration.ofMinutes(10));
    private static final Map<String, String> OPTIONS = Map.of("stock-write", "delta", "visibility-lag", "100ms");

    private final Simulator careful = start();
    private final Simulator bold = start();

    private static Simulator start() {
        return Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        careful.close();
        bold.close();
    }

    private RunningEngine start(TestDatabase database) {
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("careful", shop(careful, BRAKE));
        shops.put("bold", shop(bold, Brake.NONE));
        return new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(50));
    }

    private static Shop shop(Simulator shop, Brake brake) {
        return new Shop("mall", shop.baseUrl(), shop.credentials(), OPTIONS, ALL, brake);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void zerosOfAnotherProgramAreHeldWhileSalesGoOn(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("cup", 5, 10);
            skus.forEach(sku -> {
                awaitStock(careful, sku, 10);
                awaitStock(bold, sku, 10);
            });

            database.foreignly("update stock_level set on_hand = 0 where sku_id in"
                    + " (select id from sku where code <> 'cup-5')");
            for (String sku : skus.subList(0, 4)) {
                awaitStock(bold, sku, 0);
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(held(engine, Aspect.STOCK)).hasSize(4));
            assertThat(held(engine, Aspect.STOCK)).extracting(Held::before).containsOnly(10L);
            assertThat(attention(engine)).singleElement().satisfies(item -> {
                assertThat(item.code()).isEqualTo("ENT-5101");
                assertThat(item.cause()).contains("4 live listings of careful (of 5)");
            });

            careful.shop().place(Purchase.paid("cup-1", 3));
            await().atMost(LONG).until(() -> engine.available("cup-1") == -3);
            bold.shop().place(Purchase.paid("cup-5", 6));
            awaitStock(careful, "cup-5", 4);
            await().atMost(LONG).untilAsserted(() -> assertThat(engine.engine()
                            .shownStock()
                            .of(skus, Clock.systemUTC().instant()))
                    .allMatch(shown -> shown.inStep()));
            awaitStock(careful, "cup-1", 7);
            awaitStock(careful, "cup-2", 10);

            database.foreignly(
                    "update stock_level set on_hand = 8 where sku_id =" + " (select id from sku where code = 'cup-2')");
            awaitStock(careful, "cup-2", 8);
            assertThat(held(engine, Aspect.STOCK)).extracting(Held::sku).containsExactly("cup-1", "cup-3", "cup-4");

            assertThat(engine.engine().brakes().confirm(CAREFUL, Aspect.STOCK)).isEqualTo(3);
            for (String sku : List.of("cup-1", "cup-3", "cup-4")) {
                awaitStock(careful, sku, 0);
            }
            assertThat(attention(engine)).isEmpty();
            assertThat(engine.engine().brakes().on()).isEmpty();
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatIsSoldElsewhereLowersWhatIsHeld(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("cup", 4, 10);
            skus.forEach(sku -> awaitStock(careful, sku, 10));
            skus.forEach(sku -> awaitStock(bold, sku, 10));
            bold.faults().percent(1, 100, java.util.EnumSet.of(io.entrepot.simulator.Fault.UNAVAILABLE));

            engine.engine()
                    .stock()
                    .set(
                            skus.stream()
                                    .map(sku -> new Count(sku, "main", 0, null))
                                    .toList(),
                            "count",
                            "zeros");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(held(engine, Aspect.STOCK)).hasSize(4));
            bold.shop().place(Purchase.paid("cup-1", 4));
            bold.faults().clear();
            awaitStock(careful, "cup-1", 6);
            awaitStock(bold, "cup-1", 0);

            engine.engine()
                    .stock()
                    .set(
                            skus.stream()
                                    .map(sku -> new Count(sku, "main", 9, null))
                                    .toList(),
                            "count",
                            "mended");
            awaitStock(careful, "cup-1", 5);
            awaitStock(careful, "cup-4", 9);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(engine.engine().brakes().on()).isEmpty());
            assertThat(attention(engine)).isEmpty();
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void whatOrdersTakeIsNeverHeld(TestDatabase database) {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("cup", 4, 2);
            skus.forEach(sku -> awaitStock(careful, sku, 2));
            skus.forEach(sku -> awaitStock(bold, sku, 2));

            skus.forEach(sku -> bold.shop().ship(bold.shop().place(Purchase.paid(sku, 2))));
            skus.forEach(sku -> awaitStock(careful, sku, 0));
            assertThat(engine.engine().brakes().on()).isEmpty();
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aPriceThatFallsTooFarIsHeldAndNoOther(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database)) {
            List<String> skus = engine.product("cup", 3, 10);
            skus.forEach(sku -> awaitPrice(careful, sku, 1250));

            database.foreignly(price("cup-1", 900), price("cup-2", 1100));
            awaitPrice(careful, "cup-1", 900);
            database.foreignly(price("cup-1", 700), price("cup-2", 1000), price("cup-3", 12));
            awaitPrice(bold, "cup-1", 700);
            awaitPrice(bold, "cup-3", 12);
            awaitPrice(careful, "cup-2", 1000);
            await().atMost(LONG).untilAsserted(() -> assertThat(held(engine, Aspect.PRICE))
                    .extracting(Held::sku)
                    .containsExactly("cup-1", "cup-3"));
            assertThat(held(engine, Aspect.PRICE)).extracting(Held::before).containsOnly(1250L);
            assertThat(priceOf(careful, "cup-1")).isEqualTo(900);
            assertThat(priceOf(careful, "cup-3")).isEqualTo(1250);
            assertThat(attention(engine)).singleElement().satisfies(item -> {
                assertThat(item.code()).isEqualTo("ENT-5102");
                assertThat(item.cause()).contains("'cup-1'", "from 12.50", "to 7.00", "1 others");
            });

            database.foreignly(price("cup-3", 1200));
            awaitPrice(careful, "cup-3", 1200);
            assertThat(engine.engine().brakes().confirm(CAREFUL, Aspect.PRICE)).isEqualTo(1);
            awaitPrice(careful, "cup-1", 700);
            assertThat(attention(engine)).isEmpty();
        }
    }

    private static String price(String sku, long minor) {
        return "update price set amount = " + minor + " where sku_id = (select id from sku where code = '" + sku + "')";
    }

    private static void awaitStock(Simulator shop, String sku, long units) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(shop.shop().stock(sku)).as(sku).hasValue(units));
    }

    private static void awaitPrice(Simulator shop, String sku, long minor) {
        await().atMost(LONG).untilAsserted(() -> assertThat(priceOf(shop, sku)).isEqualTo(minor));
    }

    private static long priceOf(Simulator shop, String code) {
        return shop.shop().state().skus().stream()
                .filter(sku -> sku.code().equals(code))
                .mapToLong(sku -> Long.parseLong(sku.price().replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    private static List<Held> held(RunningEngine engine, Aspect aspect) {
        return engine.engine().brakes().held(CAREFUL, aspect, 0, 100);
    }

    private static List<Item> attention(RunningEngine engine) {
        return engine.engine().attention().open(20).stream()
                .filter(item -> item.subject().startsWith("brake/"))
                .toList();
    }
}
