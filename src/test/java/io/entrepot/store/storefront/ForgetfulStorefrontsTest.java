package io.entrepot.store.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.fulfilment.Shipping;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;

class ForgetfulStorefrontsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Map<String, String> OPTIONS = Map.of("stock-write", "delta", "visibility-lag", "200ms");

    @TestOnEachDatabase
    void aShopThatNumbersItsOrdersAnewStartsAnew(TestDatabase database) {
        String first = start(database, 20, 2);
        new ForgetfulStorefronts(database.database(), Clock.systemUTC()).forget(new StorefrontId("shop"));
        String second = start(database, 18, 5);

        assertThat(second).isEqualTo(first);
    }

    /** Runs an engine with a new shop until the shop shows all there is and an order there has taken effect. */
    private static String start(TestDatabase database, long onHand, long bought) {
        Simulator shop =
                Simulators.of("mall").orElseThrow().start(0, Currency.getInstance("CNY"), OPTIONS, Clock.systemUTC());
        try (RunningEngine engine = new RunningEngine(
                database.open(),
                Map.of("shop", shop),
                Map.of("shop", OPTIONS),
                StockPolicy.ALL,
                Duration.ofMillis(100))) {
            if (engine.available("cup-1") == 0) {
                engine.product("cup", 1, onHand);
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.shop().stock("cup-1")).hasValue(onHand));
            String no = shop.shop().place(Purchase.paid("cup-1", bought));
            await().atMost(LONG).until(() -> engine.available("cup-1") == onHand - bought);
            Shipping parcel = new Shipping("box-1", "SF", "T1", null, List.of(), false);
            engine.engine().parcels().ship(new StorefrontId("shop"), no, parcel, "tester");
            await().atMost(LONG).until(() -> shop.shop().state().orders().stream()
                    .anyMatch(order -> !order.parcels().isEmpty()));
            return no;
        } finally {
            shop.close();
        }
    }
}
