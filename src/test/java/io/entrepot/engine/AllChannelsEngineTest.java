package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** One catalogue on every channel of China: shops that sell already are taken over, each sells, and all show the same. */
class AllChannelsEngineTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, Map<String, String>> CHANNELS = new LinkedHashMap<>();

    static {
        Map<String, String> quick = Map.of("visibility-lag", "200ms", "clock-header", "X-Shop-Now");
        CHANNELS.put("mall", Map.of("visibility-lag", "200ms"));
        CHANNELS.put("wechat-shop", quick);
        CHANNELS.put("taobao", quick);
        CHANNELS.put("douyin", quick);
        CHANNELS.put(
                "pinduoduo", Map.of("visibility-lag", "200ms", "clock-header", "X-Shop-Now", "settles-after", "1s"));
        CHANNELS.put("weidian", quick);
    }

    private final Map<String, Simulator> shops = new LinkedHashMap<>();

    @AfterEach
    void close() {
        shops.values().forEach(Simulator::close);
    }

    private RunningEngine selling(TestDatabase database) throws SQLException {
        Switches adopted = new Switches(Outbound.OFF, Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, true);
        Map<String, Shop> open = new LinkedHashMap<>();
        CHANNELS.forEach((channel, options) -> {
            Simulator shop = Simulators.of(channel).orElseThrow().start(0, CNY, options, Clock.systemUTC());
            shop.shop().clerkLists(new OwnListing("cup-1", null, "Cup", Money.of(999, "CNY"), 9));
            shops.put(channel, shop);
            open.put(channel, new Shop(channel, shop.baseUrl(), shop.credentials(), options, adopted));
        });
        RunningEngine engine = new RunningEngine(database.open(), open, CNY, StockPolicy.ALL, Duration.ofMillis(500));
        engine.product("cup", 2, 40);
        shops.keySet().forEach(channel -> await().atMost(LONG).until(() -> engine.engine()
                .scans()
                .readPage(new StorefrontId(channel))
                .isEmpty()));
        shows(40);
        return engine;
    }

    private void shows(long units) {
        shops.forEach((channel, shop) -> await(channel)
                .atMost(LONG)
                .untilAsserted(
                        () -> assertThat(shop.shop().stock("cup-1")).as(channel).hasValue(units)));
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void whatOneSellsNoneShowsAnyMore(TestDatabase database) throws SQLException {
        try (RunningEngine engine = selling(database)) {
            long left = 40;
            for (Map.Entry<String, Simulator> shop : shops.entrySet()) {
                String no = shop.getValue().shop().place(Purchase.paid("cup-1", 2));
                await("order " + no + " of " + shop.getKey())
                        .atMost(LONG)
                        .until(() ->
                                engine.engine().orders().find(shop.getKey(), no).isPresent());
                left -= 2;
                shows(left);
            }
            assertThat(engine.engine().attention().open(10)).isEmpty();
            List<String> prices = shops.values().stream()
                    .flatMap(shop -> shop.shop().state().skus().stream())
                    .filter(sku -> sku.code().equals("cup-1"))
                    .map(sku -> sku.price())
                    .distinct()
                    .toList();
            assertThat(prices).as("prices of all channels").hasSize(1);
        }
    }
}
