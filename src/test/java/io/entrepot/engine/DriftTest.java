package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.PUBLICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.config.StorefrontConfig.Edits;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.price.Prices;
import io.entrepot.store.view.DriftReading;
import io.entrepot.store.view.DriftReading.FoundDrift;
import io.entrepot.sync.ListingStore.Scan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** A clerk changes things on the storefront's own admin page; it is found, told, and set right or taken over. */
class DriftTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "100ms");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CUP = "cup-1";

    private final Simulator simulator = Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    private final SimulatedShop shop = simulator.shop();

    @AfterEach
    void close() {
        simulator.close();
    }

    private RunningEngine engine(TestDatabase database, Set<Aspect> theirs) {
        RunningEngine.Shop mall = new RunningEngine.Shop(
                "mall",
                simulator.baseUrl(),
                simulator.credentials(),
                OPTIONS,
                RunningEngine.ALL,
                new Edits(Duration.ofMillis(1), theirs));
        RunningEngine engine =
                new RunningEngine(database.open(), Map.of("shop", mall), CNY, StockPolicy.ALL, Duration.ofMillis(100));
        engine.product("cup", 2, 20);
        await().atMost(LONG).until(() -> shop.stock(CUP).equals(OptionalLong.of(20)));
        await().atMost(LONG).until(() -> inStep(database));
        return engine;
    }

    private static boolean inStep(TestDatabase database) {
        return database.database().queries().fetchCount(PUBLICATION, PUBLICATION.DUE_AT.isNotNull()) == 0;
    }

    private static List<FoundDrift> drifts(TestDatabase database) {
        return new DriftReading(database.database()).newest("shop", null, 100);
    }

    /** Looks again and again, as a schedule does, until there is so much to tell. */
    private static void look(RunningEngine engine, TestDatabase database, int drifts) {
        await().atMost(LONG).untilAsserted(() -> {
            engine.engine().driftScans().look(SHOP);
            assertThat(drifts(database)).as(engine.trail(CUP)).hasSizeGreaterThanOrEqualTo(drifts);
            assertThat(inStep(database)).as(engine.trail(CUP)).isTrue();
        });
    }

    @TestOnEachDatabase
    void aClerksStockIsToldAndSetRight(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of())) {
            shop.place(Purchase.paid(CUP, 2));
            shop.clerkSetsStock(CUP, 99);
            shop.clerkSetsStock("cup-2", 1);

            look(engine, database, 2);

            assertThat(drifts(database))
                    .extracting(FoundDrift::sku, FoundDrift::believed, FoundDrift::shown, FoundDrift::action)
                    .containsExactlyInAnyOrder(
                            tuple(CUP, "18", "99", "repaired"), tuple("cup-2", "20", "1", "repaired"));
            assertThat(shop.stock(CUP)).hasValue(18);
            assertThat(shop.stock("cup-2")).hasValue(20);
            assertThat(engine.available(CUP)).isEqualTo(18);
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    @TestOnEachDatabase
    void aSaleIsNoDrift(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of())) {
            for (int i = 1; i <= 5; i++) {
                shop.place(Purchase.paid(CUP, 1));
                engine.engine().driftScans().look(SHOP);
            }
            await().atMost(LONG).until(() -> {
                engine.engine().driftScans().look(SHOP);
                return engine.available(CUP) == 15 && inStep(database);
            });
            assertThat(shop.stock(CUP)).hasValue(15);
            assertThat(drifts(database)).isEmpty();
        }
    }

    @TestOnEachDatabase
    void whereTheShopOwnsTheStockTheClerksCountCounts(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of(Aspect.STOCK))) {
            shop.place(Purchase.paid(CUP, 2));
            shop.clerkSetsStock(CUP, 7);

            look(engine, database, 1);

            assertThat(drifts(database))
                    .extracting(FoundDrift::believed, FoundDrift::shown, FoundDrift::action)
                    .containsExactly(tuple("18", "7", "adopt"));
            await().atMost(LONG).until(() -> inStep(database));
            assertThat(shop.stock(CUP)).hasValue(7);
            assertThat(engine.available(CUP)).isEqualTo(7);
        }
    }

    @TestOnEachDatabase
    void whoKeepsChangingItIsPutBeforeAPerson(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of())) {
            for (int i = 1; i <= 3; i++) {
                shop.clerkSetsStock(CUP, 50 + i);
                look(engine, database, i);
            }
            assertThat(engine.engine().attention().open(10)).singleElement().satisfies(item -> {
                assertThat(item.code()).isEqualTo("ENT-5020");
                assertThat(item.cause()).contains("stock of SKU 'cup-1' on shop was seen as '53'");
            });
        }
    }

    @TestOnEachDatabase
    void pricesAndTitlesAreSetRight(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of())) {
            shop.clerkSetsPrice(CUP, Money.of(999, "CNY"));
            shop.clerkSetsTitle(CUP, "Sale! Cup");
            page(engine, Duration.ofMinutes(2));

            await().atMost(LONG).untilAsserted(() -> assertThat(sku(CUP))
                    .extracting(SimulatedShop.Sku::price, SimulatedShop.Sku::title)
                    .containsExactly("12.50 CNY", "商品 cup"));
            await().atMost(LONG).until(() -> inStep(database));
            assertThat(drifts(database))
                    .extracting(FoundDrift::aspect, FoundDrift::believed, FoundDrift::shown, FoundDrift::action)
                    .containsExactlyInAnyOrder(
                            tuple("price", "1250", "999", "repaired"),
                            tuple("content", "商品 cup", "Sale! Cup", "repaired"));

            page(engine, Duration.ofMinutes(4));
            assertThat(drifts(database)).hasSize(2);
        }
    }

    @TestOnEachDatabase
    void whatIsTheirsIsTakenOverOrLeft(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of(Aspect.PRICE, Aspect.CONTENT))) {
            shop.clerkSetsPrice(CUP, Money.of(999, "CNY"));
            shop.clerkSetsTitle(CUP, "Sale! Cup");
            page(engine, Duration.ofMinutes(2));
            page(engine, Duration.ofMinutes(4));

            assertThat(new Prices(database.database()).price(CUP, "default"))
                    .hasValueSatisfying(price -> assertThat(price.price()).isEqualTo(Money.of(999, "CNY")));
            await().atMost(LONG).until(() -> inStep(database));
            page(engine, Duration.ofMinutes(6));
            assertThat(drifts(database))
                    .extracting(FoundDrift::aspect, FoundDrift::action)
                    .containsExactlyInAnyOrder(tuple("price", "adopt"), tuple("content", "leave"));
            assertThat(sku(CUP).title()).isEqualTo("Sale! Cup");
            assertThat(sku(CUP).price()).isEqualTo("9.99 CNY");
        }
    }

    @TestOnEachDatabase
    void whatCannotBeSetRightIsToldOnce(TestDatabase database) {
        try (RunningEngine engine = engine(database, Set.of())) {
            for (int minutes = 2; minutes <= 8; minutes += 2) {
                shop.clerkSetsTitle(CUP, "CUP (shortened)");
                page(engine, Duration.ofMinutes(minutes));
                await().atMost(LONG).until(() -> inStep(database));
            }
            assertThat(drifts(database)).extracting(FoundDrift::action).containsExactly("stuck");
            assertThat(engine.engine().attention().open(10)).singleElement().satisfies(item -> assertThat(item.code())
                    .isEqualTo("ENT-5021"));
        }
    }

    /** All that the shop lists, as a scan reads it so much later. */
    private void page(RunningEngine engine, Duration later) {
        Instant then = Instant.now().plus(later);
        List<ShownListing> all =
                shop.state().skus().stream().map(DriftTest::shown).toList();
        Scan scan = engine.engine().adoption().listings().scan(SHOP, Instant.now());
        engine.engine().adoption().listings().accept(scan, all, null, then, Instant.now());
    }

    private static ShownListing shown(SimulatedShop.Sku sku) {
        return new ShownListing(
                new ListingKey(SHOP, sku.itemId(), sku.id()),
                sku.code(),
                null,
                sku.title(),
                sku.variant(),
                State.LIVE,
                Money.parse(sku.price().split(" ")[0], CNY),
                OptionalLong.of(sku.quantity()));
    }

    private SimulatedShop.Sku sku(String code) {
        return shop.state().skus().stream()
                .filter(sku -> sku.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
