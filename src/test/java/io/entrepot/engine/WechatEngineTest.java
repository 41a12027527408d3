package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.SimulatedShop.Parcel;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.simulator.wechat.AfterSales;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.entrepot.store.aftersale.AfterSales.Request;
import io.entrepot.store.fulfilment.Shipping;
import io.entrepot.store.fulfilment.Shipping.Units;
import io.entrepot.sync.FeedId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A WeChat Shop that sold already is taken over, beside an own mall: one stock, orders of both, parcels told and corrected. */
class WechatEngineTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId WECHAT = new StorefrontId("wechat");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "200ms");

    private final Simulator wechat =
            Simulators.of("wechat-shop").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    private final Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());

    @AfterEach
    void close() {
        wechat.close();
        mall.close();
    }

    private RunningEngine selling(TestDatabase database) throws SQLException {
        Switches adopted = new Switches(Outbound.OFF, Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, true);
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("wechat", new Shop("wechat-shop", wechat.baseUrl(), wechat.credentials(), OPTIONS, adopted));
        shops.put("mall", new Shop("mall", mall.baseUrl(), mall.credentials(), OPTIONS, RunningEngine.ALL));
        RunningEngine engine = new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100));
        wechat.shop().clerkLists(new OwnListing("cup-1", null, "Cup", Money.of(999, "CNY"), 9));
        engine.product("cup", 2, 20);
        await().atMost(LONG)
                .until(() -> engine.engine().scans().readPage(WECHAT).isEmpty());
        shows(20, 20);
        return engine;
    }

    private void shows(long onWechat, long onMall) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(wechat.shop().stock("cup-1")).hasValue(onWechat);
            assertThat(mall.shop().stock("cup-1")).hasValue(onMall);
        });
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatOneSellsTheOtherShowsNoMore(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String unpaid = wechat.shop().place(Purchase.unpaid("cup-1", 3));
            shows(17, 17);
            mall.shop().place(Purchase.paid("cup-1", 2));
            shows(15, 15);
            wechat.shop().cancel(unpaid);
            shows(18, 18);

            assertThat(wechat.shop().state().skus()).singleElement().satisfies(sku -> assertThat(sku.price())
                    .isEqualTo(priceOnMall()));
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    private String priceOnMall() {
        return mall.shop().state().skus().stream()
                .filter(sku -> sku.code().equals("cup-1"))
                .map(SimulatedShop.Sku::price)
                .findFirst()
                .orElseThrow();
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aParcelsNumberMayBeCorrected(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = wechat.shop().place(Purchase.paid("cup-1", 3));
            await().atMost(LONG)
                    .until(() -> engine.engine().orders().find("wechat", no).isPresent());
            ship(engine, no, "box-1", "T1", 1);
            ship(engine, no, "box-2", "T2", 1);
            told(no, "T1", "T2");
            ship(engine, no, "box-1", "T9");
            told(no, "T9", "T2");
            ship(engine, no, "box-3", "T3");
            told(no, "T9", "T2", "T3");
            await().atMost(LONG).until(() -> engine.engine()
                    .orders()
                    .find("wechat", no)
                    .orElseThrow()
                    .head()
                    .state()
                    .equals("shipped"));
        }
    }

    private static void ship(RunningEngine engine, String no, String box, String number, int... units) {
        List<Units> what = units.length == 0 ? List.of() : List.of(new Units(null, "cup-1", units[0]));
        engine.engine().parcels().ship(WECHAT, no, new Shipping(box, "SF", number, null, what, false), "tester");
    }

    private void told(String no, String... numbers) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(wechat.shop().state().orders())
                        .filteredOn(order -> order.no().equals(no))
                        .singleElement()
                        .satisfies(order -> assertThat(order.parcels())
                                .extracting(Parcel::trackingNumber)
                                .containsExactlyInAnyOrder(numbers)));
    }

    private void readAfterSales(RunningEngine engine) {
        FeedId feed = new FeedId(WECHAT, FeedId.Kind.AFTER_SALES);
        boolean more;
        do {
            var page = engine.engine().inbound().read(feed, Duration.ZERO);
            more = page.isPresent() && engine.engine().inbound().accept(page.get());
        } while (more);
    }

    private Request request(RunningEngine engine, String number) {
        return engine.engine().afterSales().find(WECHAT, number).orElseThrow();
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatABuyerAsksForIsAnsweredOnce(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            AfterSales buyers = ((WechatSimulator) wechat).afterSales();
            String no = wechat.shop().place(Purchase.paid("cup-1", 2));
            await().atMost(LONG)
                    .until(() -> engine.engine().orders().find("wechat", no).isPresent());
            ship(engine, no, "box-1", "T1");
            String line = wechat.shop().state().orders().get(0).lines().get(0).no();
            await().atMost(LONG)
                    .until(() ->
                            !wechat.shop().state().orders().get(0).parcels().isEmpty());
            String number = buyers.ask(no, line, 1, "REFUND");
            await().atMost(LONG).until(() -> {
                readAfterSales(engine);
                return engine.engine().afterSales().find(WECHAT, number).isPresent();
            });
            assertThat(request(engine, number).state()).isEqualTo("asked");
            assertThat(request(engine, number).orderNo()).isEqualTo(no);

            var answer = engine.engine().afterSaleAnswers().answer(WECHAT, number, true, "");
            assertThat(answer.outcome()).isEqualTo("applied");
            assertThat(request(engine, number).state()).isNotEqualTo("asked");
            assertThatThrownBy(() -> engine.engine().afterSaleAnswers().answer(WECHAT, number, false, "no"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(number);
            assertThat(engine.engine().afterSales().answers(request(engine, number)))
                    .hasSize(1);
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void anAnswerThatWasLostIsFoundInTheShopsLog(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            wechat.faults().nextWrite("stock", Fault.TIMEOUT_AFTER_COMMIT);
            mall.shop().place(Purchase.paid("cup-1", 3));
            shows(17, 17);
            await().atMost(LONG).untilAsserted(() -> assertThat(database.database()
                            .queries()
                            .selectFrom(ATTEMPT)
                            .where(ATTEMPT.QUANTITY_CHANGE.eq(-3L))
                            .fetch(ATTEMPT.OUTCOME))
                    .isNotEmpty()
                    .doesNotContainNull()
                    .doesNotContain("unknown"));
        }
    }
}
