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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One shop that alone sells a SKU, buyers who buy all they can get, and stock that only ever grows: whatever fails, no more is
 * sold than there ever was, and at the end the shop shows what is left.
 */
class OversellTest {

    private static final Set<Fault> FAULTS = EnumSet.of(
            Fault.TIMEOUT_AFTER_COMMIT, Fault.DROP_AFTER_COMMIT, Fault.DROP_BEFORE_COMMIT, Fault.TRUNCATED_BODY,
            Fault.TOO_MANY_CALLS, Fault.UNAVAILABLE);

    @ParameterizedTest
    @ValueSource(strings = {"delta", "absolute", "compare-and-set"})
    void sellsNoMoreThanThereWas(String write) {
        for (int seed = 0; seed < Integer.getInteger("seeds", 1); seed++) {
            run(write, seed, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta", "absolute", "compare-and-set"})
    void sellsNoMoreThanThereWasUnderFaults(String write) {
        for (int seed = 0; seed < Integer.getInteger("seeds", 1); seed++) {
            run(write, seed, 25);
        }
    }

    private void run(String write, long seed, int percent) {
        Map<String, String> options = Map.of("stock-write", write, "visibility-lag", "1s");
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
                Simulator shop = Simulators.of("mall").orElseThrow()
                        .start(0, Currency.getInstance("CNY"), options, Clock.systemUTC());
                RunningEngine engine = new RunningEngine(
                        database.open(), Map.of("shop", shop), Map.of("shop", options), StockPolicy.ALL, Duration.ofMillis(20))) {
            String sku = engine.product("cup", 1, 10).get(0);
            SimulatedShop buyers = shop.shop();
            await().atMost(Duration.ofSeconds(20)).until(() -> buyers.stock(sku).orElse(0) == 10);
            if (percent > 0) {
                shop.faults().percent(seed, percent, FAULTS);
            }
            Random chance = new Random(seed);
            long supplied = 10;
            long sold = 0;
            for (int step = 0; step < 300; step++) {
                if (chance.nextInt(100) < 8) {
                    long more = 1 + chance.nextInt(3);
                    engine.engine().stock().adjust(List.of(new Adjustment(sku, "main", more, seed + "/" + step)), "delivery");
                    supplied += more;
                }
                if (chance.nextInt(100) < 40) {
                    try {
                        buyers.place(Purchase.paid(sku, 1));
                        sold++;
                    } catch (ShopRefusal soldOut) {
                        // try again later
                    }
                }
                if (!write.equals("absolute")) assertThat(sold).as("%s seed %d step %d", write, seed, step).isLessThanOrEqualTo(supplied);
                pause(chance.nextInt(30));
            }
            shop.faults().clear();
            long all = supplied;
            long gone = sold;
            long before = System.nanoTime();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> buyers.stock(sku).orElse(-1) == Math.max(0, all - gone) && engine.available(sku) == all - gone);
                System.out.println(write + " seed " + seed + " % " + percent + " supplied " + supplied + " sold " + sold + " equal after ms " + (System.nanoTime() - before) / 1_000_000);
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                System.out.println("NOT EQUAL " + write + " seed " + seed + " shown " + buyers.stock(sku) + " should " + (all - gone) + " available " + engine.available(sku));
                System.out.println(database.database().queries().fetch("select * from publication where aspect='stock'"));
                System.out.println(database.database().queries().fetch("select * from channel_ledger"));
                System.out.println(database.database().queries().fetch("select number,kind,revision,sent,quantity_change qc,read_from,read_to,sent_at,deadline_at,ended_at,outcome,message from attempt where quantity_change is not null"));
                System.out.println(database.database().queries().fetch("select * from feed_cursor"));
                System.out.println(database.database().queries().fetch("select own_pending from listing"));
                throw e;
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
