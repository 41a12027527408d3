package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Refusal;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.Parcel;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.fulfilment.Cancellations;
import io.entrepot.store.fulfilment.Cancelling;
import io.entrepot.store.fulfilment.FulfilmentFile;
import io.entrepot.store.fulfilment.FulfilmentFile.RefusedRow;
import io.entrepot.store.fulfilment.NoticeReading.Told;
import io.entrepot.store.fulfilment.Parcels;
import io.entrepot.store.fulfilment.Shipping;
import io.entrepot.store.fulfilment.Shipping.Units;
import io.entrepot.store.order.OrderReading.Line;
import io.entrepot.store.order.OrderReading.Whole;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** What leaves the house, and what is cancelled, from the store to the storefront and back. */
class FulfilmentTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "200ms");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Simulator simulator = Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    private final SimulatedShop shop = simulator.shop();

    @AfterEach
    void close() {
        simulator.close();
    }

    /** Ten cups of two sizes, listed. */
    private RunningEngine selling(TestDatabase database) throws SQLException {
        RunningEngine engine = new RunningEngine(
                database.open(),
                Map.of("shop", simulator),
                Map.of("shop", OPTIONS),
                StockPolicy.ALL,
                Duration.ofMillis(100));
        engine.product("cup", 2, 10);
        await().atMost(LONG)
                .until(() -> shop.stock("cup-1").orElse(0) == 10
                        && shop.stock("cup-2").orElse(0) == 10);
        return engine;
    }

    private String bought(RunningEngine engine, Purchase purchase) {
        String no = shop.place(purchase);
        await().atMost(LONG)
                .until(() -> engine.engine().orders().find("shop", no).isPresent());
        return no;
    }

    private static Shipping parcel(String name, String tracking, Units... units) {
        return new Shipping(name, "SF", tracking, null, List.of(units), false);
    }

    private static Units cups(long quantity) {
        return new Units(null, "cup-1", quantity);
    }

    private static Line line(RunningEngine engine, String no) {
        return whole(engine, no).lines().get(0);
    }

    private static Whole whole(RunningEngine engine, String no) {
        return engine.engine().orders().find("shop", no).orElseThrow();
    }

    private static List<Told> notices(RunningEngine engine, String no) {
        return engine.engine().notices().of(whole(engine, no).head().id());
    }

    private List<Parcel> parcels(String no) {
        return order(no).parcels();
    }

    private SimulatedShop.Order order(String no) {
        return shop.state().orders().stream()
                .filter(order -> order.no().equals(no))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> codes(RunningEngine engine) {
        return engine.engine().attention().open(100).stream().map(Item::code).collect(Collectors.toSet());
    }

    @TestOnEachDatabase
    void severalParcelsAreToldOnceEachAndMayBeCorrected(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 5));
            Parcels parcels = engine.engine().parcels();
            simulator.faults().nextWrite("parcels", Fault.DROP_AFTER_COMMIT);

            parcels.ship(SHOP, no, parcel("box-1", "T1", cups(2)), "tester");
            assertThat(line(engine, no))
                    .extracting(Line::shipped, Line::committed)
                    .containsExactly(2L, 3L);
            parcels.ship(SHOP, no, parcel("box-2", "T2", cups(1)), "tester");
            parcels.ship(SHOP, no, parcel("box-2", "T2", cups(1)), "tester");
            parcels.ship(SHOP, no, parcel("box-1", "T9"), "tester");

            await().atMost(LONG).untilAsserted(() -> assertThat(parcels(no))
                    .extracting(Parcel::code, Parcel::trackingNumber)
                    .containsExactlyInAnyOrder(tuple("box-1", "T9"), tuple("box-2", "T2")));
            await().atMost(LONG).untilAsserted(() -> assertThat(notices(engine, no))
                    .extracting(Told::state)
                    .containsOnly("told"));
            assertThatThrownBy(() -> parcels.ship(SHOP, no, parcel("box-1", "T9", cups(1)), "tester"))
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.code().value()).isEqualTo("ENT-4203"));
            assertThatThrownBy(() -> parcels.ship(SHOP, no, parcel("box-3", "T3", cups(3)), "tester"))
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.code().value()).isEqualTo("ENT-4202"));
            parcels.ship(SHOP, no, parcel("box-3", "T3"), "tester");

            await().atMost(LONG).until(() -> whole(engine, no).head().state().equals("shipped"));
            assertThat(line(engine, no))
                    .extracting(Line::shipped, Line::committed)
                    .containsExactly(5L, 0L);
            assertThat(engine.available("cup-1")).isEqualTo(5);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.stock("cup-1")).hasValue(5));
        }
    }

    @TestOnEachDatabase
    void aParcelThatWasNotToldIsTakenBack(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 2));
            engine.engine().pauses().pause(SHOP, "shipments", "stock-taking", "tester");
            Parcels parcels = engine.engine().parcels();
            parcels.ship(SHOP, no, parcel("box-1", "T1", cups(2)), "tester");
            parcels.ship(SHOP, no, parcel("box-1", "T1", cups(1)), "tester");
            assertThat(line(engine, no))
                    .extracting(Line::shipped, Line::committed)
                    .containsExactly(1L, 1L);
            parcels.withdraw(SHOP, no, "box-1");
            assertThat(line(engine, no))
                    .extracting(Line::shipped, Line::committed)
                    .containsExactly(0L, 2L);
            assertThat(notices(engine, no)).isEmpty();
            assertThat(parcels(no)).isEmpty();
            assertThat(engine.available("cup-1")).isEqualTo(8);
        }
    }

    @TestOnEachDatabase
    void aRequestedRefundHoldsTheOrder(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 3));
            Parcels parcels = engine.engine().parcels();
            engine.engine().pauses().pause(SHOP, "shipments", "the van is late", "tester");
            parcels.ship(SHOP, no, parcel("box-1", "T1"), "tester");
            shop.requestRefund(no);
            await().atMost(LONG).until(() -> codes(engine).contains("ENT-4201"));
            engine.engine().pauses().resume(SHOP, "shipments");

            assertThat(notices(engine, no)).singleElement().satisfies(it -> assertThat(it.held())
                    .isTrue());
            assertThatThrownBy(() -> parcels.ship(SHOP, no, parcel("box-2", "T2"), "tester"))
                    .isInstanceOfSatisfying(
                            Refusal.class, it -> assertThat(it.code().value()).isEqualTo("ENT-4201"));
            assertThat(parcels(no)).isEmpty();

            shop.withdrawRefund(no);
            await().atMost(LONG).until(() -> !codes(engine).contains("ENT-4201"));
            await().atMost(LONG).untilAsserted(() -> assertThat(parcels(no)).hasSize(1));
        }
    }

    @TestOnEachDatabase
    void aParcelTheShopRefusesIsPutBeforeAPerson(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 2));
            shop.requestRefund(no);
            await().atMost(LONG).until(() -> codes(engine).contains("ENT-4201"));
            Shipping all = new Shipping("box-1", "SF", "T1", null, List.of(), true);
            engine.engine().parcels().ship(SHOP, no, all, "tester");
            await().atMost(LONG).until(() -> codes(engine).contains("ENT-3121"));
            assertThat(notices(engine, no)).singleElement().satisfies(it -> {
                assertThat(it.state()).isEqualTo("refused");
                assertThat(it.error()).contains("refund_requested");
            });
            assertThat(parcels(no)).isEmpty();
            engine.engine().parcels().withdraw(SHOP, no, "box-1");
            assertThat(codes(engine)).doesNotContain("ENT-3121");
            assertThat(line(engine, no))
                    .extracting(Line::shipped, Line::committed)
                    .containsExactly(0L, 2L);
        }
    }

    @TestOnEachDatabase
    void aCancellationFreesTheUnitsWhenTheShopSaysSo(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 3));
            Cancellations cancellations = engine.engine().cancellations();
            simulator.faults().nextWrite("parcels", Fault.DROP_AFTER_COMMIT);
            cancellations.cancel(SHOP, no, new Cancelling("c-1", "broken", List.of(cups(1))), "tester");
            cancellations.cancel(SHOP, no, new Cancelling("c-1", "broken", List.of(cups(1))), "tester");
            await().atMost(LONG).untilAsserted(() -> assertThat(line(engine, no).committed())
                    .isEqualTo(2));
            assertThat(engine.available("cup-1")).isEqualTo(8);

            cancellations.cancel(SHOP, no, new Cancelling("c-2", "the rest", List.of()), "tester");
            await().atMost(LONG).until(() -> whole(engine, no).head().state().equals("cancelled"));
            assertThat(engine.available("cup-1")).isEqualTo(10);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.stock("cup-1")).hasValue(10));
        }
    }

    @TestOnEachDatabase
    void aFileWithALineThatDoesNotFitIsRefusedWholeAndALongValueAlone(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = bought(engine, Purchase.paid("cup-1", 1));
            FulfilmentFile file = new FulfilmentFile(
                    engine.engine().parcels(), engine.engine().cancellations());
            String header = "storefront,order_no,parcel,carrier,tracking_number\n";
            String good = "shop," + no + ",b1,SF,T1\n";
            byte[] tooShort = (header + good + "shop," + no + ",b2\n").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> file.ship(tooShort, "tester")).hasMessageContaining("line 3 has 3 cells");
            assertThat(notices(engine, no)).isEmpty();
            String tooLong = header + "shop," + no + ",b2," + "S".repeat(61) + ",T2\n" + good + "shop," + no + ",b3,SF,"
                    + "T".repeat(101) + "\n";
            assertThat(file.ship(tooLong.getBytes(StandardCharsets.UTF_8), "tester")
                            .refused())
                    .extracting(RefusedRow::line, RefusedRow::column, RefusedRow::code)
                    .containsExactly(tuple(2L, "carrier", "ENT-4208"), tuple(4L, "tracking_number", "ENT-4208"));
            assertThat(notices(engine, no)).hasSize(1);
        }
    }

    @TestOnEachDatabase
    void aFileIsTakenParcelByParcelAndTwiceChangesNothing(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String one = bought(engine, Purchase.paid("cup-1", 3));
            String other = bought(engine, Purchase.paid("cup-2", 1));
            FulfilmentFile file = new FulfilmentFile(
                    engine.engine().parcels(), engine.engine().cancellations());
            String text = """
                    storefront,order_no,parcel,carrier,tracking_number,shipped_at,line_no,sku,quantity
                    shop,%1$s,b1,SF,T1,2026-01-31T08:00:00+08:00,,cup-1,2
                    shop,%2$s,b2,YTO,,,,,
                    shop,%1$s,b3,SF,T3,yesterday,,cup-1,1
                    shop,nowhere,b4,SF,T4,,,,
                    shop,%1$s,b5,SF,T5,,,cup-9,1
                    """.formatted(one, other);
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 2; i++) {
                FulfilmentFile.Report report = file.ship(content, "tester");
                assertThat(report.taken()).isEqualTo(2);
                assertThat(report.refused())
                        .extracting(RefusedRow::line, RefusedRow::column, RefusedRow::code)
                        .containsExactly(
                                tuple(4L, "shipped_at", "ENT-4208"),
                                tuple(5L, "order_no", "ENT-2119"),
                                tuple(6L, "sku", "ENT-4204"));
            }
            await().atMost(LONG).untilAsserted(() -> assertThat(parcels(one)).hasSize(1));
            await().atMost(LONG).untilAsserted(() -> assertThat(parcels(other)).hasSize(1));
            assertThat(line(engine, one).shipped()).isEqualTo(2);
        }
    }
}
