package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.SimulatedShop.Sku;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.stock.StockLevels.Adjustment;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock and prices change while calls fail in the worst ways: no listing comes or goes, and what is not ours stays as it is. */
class InventoryOnlyTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final List<String> OURS = List.of("cup-1", "cup-2", "cup-3");
    private static final int STEPS = 15;
    private static final String LAST_PRICE = "20.00 CNY";
    private static final Set<Fault> FAULTS =
            EnumSet.of(Fault.LATE_COMMIT, Fault.DROP_AFTER_COMMIT, Fault.PARTIAL_BATCH, Fault.TOO_MANY_CALLS);

    @ParameterizedTest
    @ValueSource(strings = {"delta", "absolute", "compare-and-set"})
    void noListingComesOrGoes(String write) throws SQLException {
        Map<String, String> options = Map.of("stock-write", write, "visibility-lag", "200ms");
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
                Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, options, Clock.systemUTC())) {
            SimulatedShop shop = mall.shop();
            OURS.forEach(code -> shop.clerkLists(new OwnListing(code, null, "Ours", Money.of(1250, "CNY"), 5)));
            IntStream.range(0, 20)
                    .forEach(i -> shop.clerkLists(new OwnListing(
                            i % 2 == 0 ? "" : "X-" + i, null, "Another's " + i, Money.of(900, "CNY"), i)));
            Set<String> ids = ids(shop);
            Set<Sku> others = others(shop);
            try (RunningEngine engine = new RunningEngine(
                    database.open(),
                    Map.of("shop", mall),
                    Map.of("shop", options),
                    CNY,
                    StockPolicy.ALL,
                    Duration.ofMillis(100),
                    new Switches(Outbound.OFF, Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, true))) {
                engine.product("cup", OURS.size() + 1, 20);
                await().until(() -> engine.engine().scans().readPage(SHOP).isEmpty());
                mall.faults().percent(1, 20, FAULTS);
                change(database, engine, mall);
                shop.clerkDeletes("cup-3");
                change(database, engine, mall);
                mall.faults().clear();

                await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(ours(shop))
                        .extracting(Sku::code, Sku::quantity, Sku::price)
                        .containsExactly(wanted(engine, "cup-1"), wanted(engine, "cup-2")));
                ids.removeIf(id -> id.endsWith("/cup-3"));
                assertThat(ids(shop)).isEqualTo(ids);
                assertThat(others(shop)).isEqualTo(others);
            }
        }
    }

    private static Tuple wanted(RunningEngine engine, String code) {
        return tuple(code, engine.available(code), LAST_PRICE);
    }

    /** Each change of stock or price is followed by a few of the shop's calls. */
    private static void change(TestDatabase database, RunningEngine engine, Simulator mall) throws SQLException {
        Random chance = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            String code = OURS.get(chance.nextInt(OURS.size()));
            engine.engine()
                    .stock()
                    .adjust(
                            List.of(new Adjustment(code, "main", chance.nextInt(7) - 3L, "step-" + chance.nextLong())),
                            "count");
            database.foreignly("update price set amount = " + (2000 + step - STEPS + 1));
            int seen = mall.calls().all().size();
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> mall.calls().all().size() > seen);
        }
    }

    private static Set<String> ids(SimulatedShop shop) {
        return shop.state().skus().stream()
                .map(sku -> sku.itemId() + "/" + sku.id() + "/" + sku.code())
                .collect(Collectors.toSet());
    }

    private static List<Sku> ours(SimulatedShop shop) {
        return shop.state().skus().stream()
                .filter(sku -> OURS.contains(sku.code()))
                .toList();
    }

    private static Set<Sku> others(SimulatedShop shop) {
        return shop.state().skus().stream()
                .filter(sku -> !OURS.contains(sku.code()))
                .collect(Collectors.toSet());
    }
}
