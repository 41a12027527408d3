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
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.simulator.miniprogram.MiniprogramSimulator;
import io.entrepot.simulator.miniprogram.Told;
import io.entrepot.store.fulfilment.NoticeReading;
import io.entrepot.store.fulfilment.Shipping;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The orders of an own mall are paid in a mini-program, which has no listings, stock or orders of its own. */
class MiniprogramEngineTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());
    private final MiniprogramSimulator mini = MiniprogramSimulator.start(0, Clock.systemUTC());

    @AfterEach
    void close() {
        mall.close();
        mini.close();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void theParcelsOfAMallsOrdersAreToldToTheMiniprogram(TestDatabase database) throws SQLException {
        parcelsAreTold(database, new Switches(Outbound.OFF, Outbound.OFF, Outbound.OFF, Outbound.PUSH, false));
    }

    /** What a storefront cannot do it is not asked for. */
    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void switchesOfWhatAMiniprogramDoesNotHaveDoNoHarm(TestDatabase database) throws SQLException {
        parcelsAreTold(database, RunningEngine.ALL);
    }

    private void parcelsAreTold(TestDatabase database, Switches switches) throws SQLException {
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("mall", new Shop("mall", mall.baseUrl(), mall.credentials(), Map.of(), RunningEngine.ALL));
        Map<String, String> options =
                Map.of("orders-of", "mall", "consignor-contact", "18912341234", "carriers", "shunfeng=SF");
        shops.put("mini", new Shop("wechat-miniprogram", mini.baseUrl(), mini.credentials(), options, switches));
        try (RunningEngine engine =
                new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100))) {
            engine.product("cup", 1, 20);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(mall.shop().stock("cup-1")).hasValue(20));
            String no = mall.shop().place(Purchase.paid("cup-1", 2));
            mini.paid(no);
            await().atMost(LONG)
                    .until(() -> engine.engine().orders().find("mall", no).isPresent());

            ship(engine, no, "T1");
            told(no, "T1");
            ship(engine, no, "T2");
            told(no, "T2");

            long order = engine.engine()
                    .orders()
                    .find("mall", no)
                    .orElseThrow()
                    .head()
                    .id();
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            engine.engine().notices().of(order))
                    .extracting(NoticeReading.Told::kind, NoticeReading.Told::storefront, NoticeReading.Told::state)
                    .containsExactly(tuple("shipment", "mall", "told"), tuple("relay", "mini", "told")));
            assertThat(engine.available("cup-1")).isEqualTo(18);
        }
    }

    private static void ship(RunningEngine engine, String no, String number) {
        Shipping parcel = new Shipping("box-1", "shunfeng", number, null, List.of(), false);
        engine.engine().parcels().ship(new StorefrontId("mall"), no, parcel, "tester");
    }

    private void told(String no, String number) {
        await().atMost(LONG).untilAsserted(() -> assertThat(mini.payment(no).parcels())
                .extracting(Told::carrier, Told::trackingNumber)
                .containsExactly(tuple("SF", number)));
    }
}
