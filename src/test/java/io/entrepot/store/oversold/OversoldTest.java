package io.entrepot.store.oversold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.fulfilment.Cancelling;
import io.entrepot.store.oversold.Oversold.CancelVerdict;
import io.entrepot.store.oversold.Oversold.Claimant;
import io.entrepot.store.oversold.Oversold.Place;
import io.entrepot.store.oversold.OversoldReading.Position;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Two shops sell from one shelf, and somebody finds less on it than was promised. */
class OversoldTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> OPTIONS = Map.of("stock-write", "delta", "visibility-lag", "100ms");

    private final Simulator first = start();
    private final Simulator second = start();

    private static Simulator start() {
        return Simulators.of("mall").orElseThrow().start(0, Currency.getInstance("CNY"), OPTIONS, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void tellsWhoCompetesWhoWasFirstAndWhatCanBeCancelled(TestDatabase database) throws SQLException {
        try (RunningEngine engine = new RunningEngine(
                database.open(),
                Map.of("first", first, "second", second),
                Map.of("first", OPTIONS, "second", OPTIONS),
                StockPolicy.ALL,
                Duration.ofMillis(50))) {
            engine.product("cup", 2, 10);
            awaitShown(10);
            String paid = first.shop().place(Purchase.paid("cup-1", 3));
            await().atMost(LONG).until(() -> engine.available("cup-1") == 7);
            String unpaid = second.shop().place(Purchase.unpaid("cup-1", 2));
            await().atMost(LONG).until(() -> engine.available("cup-1") == 5);
            assertThat(list(engine)).isEmpty();

            database.foreignly(
                    "update stock_level set on_hand = 4 where sku_id =" + " (select id from sku where code = 'cup-1')");
            await().atMost(LONG).untilAsserted(() -> assertThat(list(engine)).hasSize(1));
            Place place = list(engine).get(0).places().get(0);
            assertThat(place.locations()).containsExactly("main");
            assertThat(place.shortBy()).isEqualTo(1);
            assertThat(place.orders()).extracting(Claimant::orderNo).containsExactly(paid, unpaid);
            assertThat(place.orders()).extracting(Claimant::storefront).containsExactly("first", "second");
            assertThat(place.orders()).extracting(Claimant::units).containsExactly(3L, 2L);
            assertThat(place.orders()).extracting(Claimant::covered).containsExactly(3L, 1L);
            assertThat(place.orders())
                    .extracting(Claimant::cancel)
                    .containsExactly(CancelVerdict.STOREFRONT_TAKES_IT, CancelVerdict.UNPAID);
            assertThat(attention(engine)).singleElement().satisfies(item -> {
                assertThat(item.code()).isEqualTo("ENT-4301");
                assertThat(item.subject()).isEqualTo("oversold/cup-1");
                assertThat(item.cause()).contains("short of 1", "5 promised", "4 on hand at main");
            });

            engine.engine()
                    .cancellations()
                    .cancel(new StorefrontId("first"), paid, new Cancelling("c-1", "sold out", List.of()), "test");
            await().atMost(LONG).untilAsserted(() -> assertThat(list(engine)).isEmpty());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(attention(engine)).isEmpty());
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aShelfBelowZeroStandsInTheListWithoutOrders(TestDatabase database) throws SQLException {
        try (RunningEngine engine = new RunningEngine(
                database.open(),
                Map.of("first", first),
                Map.of("first", OPTIONS),
                StockPolicy.ALL,
                Duration.ofMillis(50))) {
            engine.product("cup", 2, 10);
            database.foreignly("update stock_level set on_hand = -2");

            await().atMost(LONG).untilAsserted(() -> assertThat(list(engine)).hasSize(2));
            List<Oversold> page = engine.engine().oversold().page(null, 1);
            Position next = new Position(page.get(0).since(), page.get(0).id());
            assertThat(engine.engine().oversold().page(next, 10)).hasSize(1).doesNotContainAnyElementsOf(page);
            assertThat(page.get(0).places().get(0).orders()).isEmpty();
            assertThat(page.get(0).places().get(0).onHand()).isEqualTo(-2);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(first.shop().stock("cup-1")).hasValue(0));

            database.foreignly("update stock_level set on_hand = 3");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(attention(engine)).isEmpty());
            assertThat(list(engine)).isEmpty();
        }
    }

    private void awaitShown(long units) {
        for (Simulator shop : List.of(first, second)) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.shop().stock("cup-1")).hasValue(units));
        }
    }

    private static List<Oversold> list(RunningEngine engine) {
        return engine.engine().oversold().page(null, 10);
    }

    private static List<Item> attention(RunningEngine engine) {
        return engine.engine().attention().open(10).stream()
                .filter(item -> item.subject().startsWith("oversold/"))
                .toList();
    }
}
