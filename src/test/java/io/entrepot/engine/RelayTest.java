package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.Parcel;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.fulfilment.NoticeReading.Told;
import io.entrepot.store.fulfilment.Shipping;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;

/** The parcels of one storefront's orders are told to another one, too, which knows the orders by the same numbers. */
class RelayTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final StorefrontId MALL = new StorefrontId("mall");

    private final Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());
    private final Simulator till = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());

    @AfterEach
    void close() {
        mall.close();
        till.close();
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aParcelIsToldToBothAndCorrectedAtBoth(TestDatabase database) throws SQLException {
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("mall", new Shop("mall", mall.baseUrl(), mall.credentials(), Map.of(), RunningEngine.ALL));
        Switches parcelsOnly = new Switches(Outbound.PUSH, Outbound.OFF, Outbound.OFF, Outbound.PUSH, false);
        Map<String, String> follows = Map.of("orders-of", "mall");
        shops.put("till", new Shop("mall", till.baseUrl(), till.credentials(), follows, parcelsOnly));
        try (RunningEngine engine =
                new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100))) {
            engine.product("cup", 1, 20);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mall.shop().stock("cup-1")).hasValue(20));
            await().atMost(LONG).until(() -> till.shop().stock("cup-1").isPresent());
            till.shop().clerkSetsStock("cup-1", 20);
            String no = mall.shop().place(Purchase.paid("cup-1", 2));
            assertThat(till.shop().place(Purchase.paid("cup-1", 2))).isEqualTo(no);
            await().atMost(LONG)
                    .until(() -> engine.engine().orders().find("mall", no).isPresent());

            ship(engine, no, "T1");
            told(mall, "T1");
            told(till, "T1");
            ship(engine, no, "T2");
            told(mall, "T2");
            told(till, "T2");

            long order = engine.engine()
                    .orders()
                    .find("mall", no)
                    .orElseThrow()
                    .head()
                    .id();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(engine.engine().notices().of(order))
                            .extracting(Told::kind, Told::storefront, Told::state)
                            .containsExactly(tuple("shipment", "mall", "told"), tuple("relay", "till", "told")));
            assertThat(engine.available("cup-1")).isEqualTo(18);
        }
    }

    private static void ship(RunningEngine engine, String no, String number) {
        Shipping parcel = new Shipping("box-1", "SF", number, null, List.of(), false);
        engine.engine().parcels().ship(MALL, no, parcel, "tester");
    }

    private static void told(Simulator shop, String number) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> parcels(shop).extracting(Parcel::trackingNumber).containsExactly(number));
    }

    private static ListAssert<Parcel> parcels(Simulator shop) {
        return assertThat(shop.shop().state().orders().stream()
                .flatMap(order -> order.parcels().stream())
                .toList());
    }
}
