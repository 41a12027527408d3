package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.Connectors;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that our own count holds back are no news of the storefront: however many there are, the others go on. */
class HeldBackTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Quota FIVE_A_SECOND = new Quota(Quota.ALL, 300, Duration.ofMinutes(1), 60);
    private static final Duration STEP = Duration.ofMillis(50);

    private final SteppedClock clock = SteppedClock.atNoon();

    @ParameterizedTest
    @ValueSource(strings = {"wechat-shop", "taobao", "douyin", "pinduoduo", "weidian"})
    void pauseNobody(String channel) throws IOException {
        var options = Map.of("clock-header", "X-Shop-Now");
        var budget = new LocalRateBudget(Quotas.fixed(Map.of(ID, List.of(FIVE_A_SECOND))), clock);
        try (Simulator simulator = Simulators.of(channel).orElseThrow().start(0, CNY, options, clock);
                HttpRuntimes runtimes = new HttpRuntimes(
                        budget, TokensInMemory::of, clock, new SimpleMeterRegistry(), Duration.ofSeconds(20))) {
            simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", Money.of(900, "CNY"), 900));
            Storefront shop = Connectors.installed()
                    .find(channel)
                    .open(
                            new StorefrontSettings(ID, simulator.baseUrl(), CNY, simulator.credentials(), options),
                            runtimes.of(ID, Urgency.URGENT));
            budget.remaining(ID, Quota.ALL);
            clock.step(Duration.ofMinutes(2));
            ListingKey cup = cup(shop);
            simulator.faults().next("stock", Fault.TOO_MANY_CALLS);
            assertThat(sold(shop, cup)).isInstanceOf(Outcome.Throttled.class);
            int sold = 0;
            for (int i = 0; i < 1200; i++) {
                clock.step(STEP);
                sold += sold(shop, cup) instanceof Outcome.Applied ? 1 : 0;
                priced(shop, cup);
            }
            assertThat(sold).as("units sold in a minute of 300 calls").isGreaterThan(50);
        }
    }

    private static ListingKey cup(Storefront shop) throws IOException {
        var page = shop.capability(ListingSource.class).orElseThrow().listings(null);
        return page.listings().get(0).key();
    }

    private static Outcome sold(Storefront shop, ListingKey cup) {
        StockTarget stock = shop.capability(StockTarget.class).orElseThrow();
        boolean delta = stock.rules(cup).kind() == StockTarget.WriteKind.DELTA;
        return stock.write(List.of(delta ? new StockWrite.Delta(cup, -1) : new StockWrite.Absolute(cup, 7)))
                .get(0);
    }

    private static void priced(Storefront shop, ListingKey cup) {
        shop.capability(PriceTarget.class)
                .orElseThrow()
                .setPrices(List.of(new PriceWrite(cup, Money.of(800, "CNY"), null)));
    }
}
