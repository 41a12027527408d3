package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.stock.StockLevels.Adjustment;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One shop that alone sells a SKU, buyers who take all they can get, and stock that only ever grows: whatever fails, no more
 * is sold than there ever was, and at the end the shop shows what is left.
 */
class OversellTest {

    private static final String SKU = "cup-1";
    private static final int FIRST = 10;
    private static final int STEPS = 100;
    private static final Set<Fault> FAULTS = EnumSet.of(
            Fault.DROP_AFTER_COMMIT,
            Fault.DROP_BEFORE_COMMIT,
            Fault.TRUNCATED_BODY,
            Fault.TOO_MANY_CALLS,
            Fault.UNAVAILABLE);

    /**
     * A shop that takes absolute numbers can undo a sale between our read and our write, on any system: there only the end is
     * promised.
     */
    @ParameterizedTest
    @CsvSource({
        "delta,           0", "delta,           10",
        "compare-and-set, 0", "compare-and-set, 10",
        "absolute,        0", "absolute,        10"
    })
    void sellsNoMoreThanThereWasAndEndsEqual(String write, int failing) {
        Map<String, String> options = Map.of("stock-write", write, "visibility-lag", "200ms");
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
                Simulator shop = Simulators.of("mall")
                        .orElseThrow()
                        .start(0, Currency.getInstance("CNY"), options, Clock.systemUTC());
                RunningEngine engine = new RunningEngine(
                        database.open(),
                        Map.of("shop", shop),
                        Map.of("shop", options),
                        StockPolicy.ALL,
                        Duration.ofMillis(20))) {
            engine.product("cup", 1, FIRST);
            SimulatedShop buyers = shop.shop();
            await().until(() -> buyers.stock(SKU).orElse(0) == FIRST);
            shop.faults().percent(failing, failing, FAULTS);
            Random chance = new Random(failing);
            long supplied = FIRST;
            long sold = 0;
            for (int step = 0; step < STEPS; step++) {
                if (chance.nextInt(100) < 12) {
                    long more = 1 + chance.nextInt(3);
                    engine.engine()
                            .stock()
                            .adjust(List.of(new Adjustment(SKU, "main", more, "delivery-" + step)), "delivery");
                    supplied += more;
                }
                sold += chance.nextInt(100) < 50 ? buy(buyers) : 0;
                if (!write.equals("absolute")) {
                    assertThat(sold).as("sold by step %d", step).isLessThanOrEqualTo(supplied);
                }
                awaitCalls(shop, chance.nextInt(3));
            }
            shop.faults().clear();
            long left = supplied - sold;
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(engine.available(SKU)).isEqualTo(left);
                assertThat(buyers.stock(SKU)).hasValue(Math.max(0, left));
            });
        }
    }

    private static int buy(SimulatedShop shop) {
        try {
            shop.place(Purchase.paid(SKU, 1));
            return 1;
        } catch (ShopRefusal soldOut) {
            return 0;
        }
    }

    /** Lets the store work between two steps: it asks for orders all the time. */
    private static void awaitCalls(Simulator shop, int more) {
        int seen = shop.calls().all().size();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> shop.calls().all().size() >= Math.min(seen + more, 10_000));
    }
}
