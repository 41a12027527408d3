package io.entrepot.engine;

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
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.simulator.douyin.DouyinSimulator;
import io.entrepot.sync.FeedId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A Douyin Shop beside an own mall: what its buyers ask back before it was sent is answered, and is for sale again. */
class DouyinEngineTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId DOUYIN = new StorefrontId("douyin");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "200ms");

    private final Simulator douyin = Simulators.of("douyin").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    private final Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());

    @AfterEach
    void close() {
        douyin.close();
        mall.close();
    }

    private RunningEngine selling(TestDatabase database) throws SQLException {
        Switches adopted = new Switches(Outbound.OFF, Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, true);
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("douyin", new Shop("douyin", douyin.baseUrl(), douyin.credentials(), OPTIONS, adopted));
        shops.put("mall", new Shop("mall", mall.baseUrl(), mall.credentials(), OPTIONS, RunningEngine.ALL));
        RunningEngine engine = new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100));
        douyin.shop().clerkLists(new OwnListing("cup-1", null, "Cup", Money.of(999, "CNY"), 9));
        engine.product("cup", 2, 20);
        await().atMost(LONG)
                .until(() -> engine.engine().scans().readPage(DOUYIN).isEmpty());
        shows(20);
        return engine;
    }

    private void shows(long units) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(douyin.shop().stock("cup-1")).hasValue(units);
            assertThat(mall.shop().stock("cup-1")).hasValue(units);
        });
    }

    private static void readAfterSales(RunningEngine engine) {
        FeedId feed = new FeedId(DOUYIN, FeedId.Kind.AFTER_SALES);
        boolean more;
        do {
            var page = engine.engine().inbound().read(feed, Duration.ZERO);
            more = page.isPresent() && engine.engine().inbound().accept(page.get());
        } while (more);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void moneyThatIsGrantedBeforeShipmentPutsTheGoodsOnSaleAgain(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            String no = douyin.shop().place(Purchase.paid("cup-1", 2));
            shows(18);
            douyin.shop().requestRefund(no);
            String number = ((DouyinSimulator) douyin).afterSales().of(no).get(0);
            await().atMost(LONG).until(() -> {
                readAfterSales(engine);
                return engine.engine().afterSales().find(DOUYIN, number).isPresent();
            });
            assertThat(engine.engine().afterSales().find(DOUYIN, number)).hasValueSatisfying(request -> {
                assertThat(request.state()).isEqualTo("asked");
                assertThat(request.orderNo()).isEqualTo(no);
            });

            var answer = engine.engine().afterSaleAnswers().answer(DOUYIN, number, true, "");

            assertThat(answer.outcome()).isEqualTo("applied");
            assertThat(engine.engine().afterSales().find(DOUYIN, number))
                    .hasValueSatisfying(request -> assertThat(request.state()).isEqualTo("granted"));
            assertThatThrownBy(() -> engine.engine().afterSaleAnswers().answer(DOUYIN, number, true, ""))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(number);
            await().atMost(LONG).until(() -> engine.engine()
                    .orders()
                    .find("douyin", no)
                    .filter(order -> order.head().state().equals("cancelled"))
                    .isPresent());
            shows(20);
        }
    }
}
