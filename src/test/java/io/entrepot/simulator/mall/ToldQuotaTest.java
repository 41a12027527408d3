package io.entrepot.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.connector.mall.MallConnector;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.SeenCall;
import io.entrepot.simulator.shop.Counting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a shop says of its quota in each answer, and what is made of it. */
class ToldQuotaTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final SteppedClock clock = SteppedClock.atNoon();
    private final LocalRateBudget budget =
            new LocalRateBudget(Quotas.fixed(Map.of(SHOP, List.of(new Quota("stock", 100, PERIOD, 100)))), clock);
    private final HttpRuntimes runtimes =
            new HttpRuntimes(budget, TokensInMemory::of, clock, new SimpleMeterRegistry(), Duration.ofSeconds(20));
    private MallSimulator mall;
    private Storefront storefront;

    @AfterEach
    void close() {
        storefront.close();
        runtimes.close();
        mall.close();
    }

    private void open(Quota limit, Counting counting) {
        mall = MallSimulator.start(
                MallSettings.standard().limits(List.of(limit)).counting(counting), clock);
        MallConnector connector = new MallConnector();
        storefront = connector.open(
                new StorefrontSettings(SHOP, mall.baseUrl(), Currency.getInstance("CNY"), mall.credentials(), Map.of()),
                runtimes.of(SHOP, Urgency.EMPTIED, connector.descriptor().quotaHeaders()));
        budget.tryTake(SHOP, "stock", Urgency.EMPTIED);
        clock.step(Duration.ofMinutes(1));
    }

    @Test
    void everyAnswerSaysWhatIsLeft() {
        open(new Quota("stock", 100, PERIOD, 100), Counting.FIXED_WINDOW);
        var headers = new MallCaller(mall)
                .call("GET", "/mall/v1/stock?sku_ids=1")
                .whole()
                .headers();
        assertThat(headers.firstValue("RateLimit-Policy")).contains("\"stock\";q=100;w=10");
        assertThat(headers.firstValue("RateLimit").orElseThrow()).matches("\"stock\";r=99;t=([1-9]|10)");
    }

    @ParameterizedTest
    @EnumSource(names = {"FIXED_WINDOW", "SLIDING_WINDOW"})
    void callsOfOthersAreLearntFromAnswersAndNothingIsRefused(Counting counting) throws IOException {
        open(new Quota("stock", 100, PERIOD, 100), counting);
        others(60);
        assertThat(readAll()).isEqualTo(40);
        clock.step(PERIOD.plusSeconds(10));
        assertThat(readAll()).isEqualTo(100);
        assertThat(mall.calls().all()).extracting(SeenCall::status).containsOnly(200);
    }

    @Test
    void aHigherLimitIsUsed() throws IOException {
        open(new Quota("stock", 200, PERIOD, 200), Counting.SLIDING_WINDOW);
        read();
        clock.step(PERIOD.plusSeconds(10));
        assertThat(readAll()).isEqualTo(200);
        assertThat(mall.calls().all()).extracting(SeenCall::status).containsOnly(200);
    }

    private void others(int calls) {
        MallCaller caller = new MallCaller(mall);
        for (int i = 0; i < calls; i++) {
            caller.call("GET", "/mall/v1/stock?sku_ids=1");
        }
    }

    private int readAll() throws IOException {
        int calls = 0;
        while (budget.waitFor(SHOP, "stock", Urgency.EMPTIED).isZero()) {
            read();
            calls++;
        }
        assertThatThrownBy(this::read).isInstanceOf(QuotaExhausted.class);
        return calls;
    }

    private void read() throws IOException {
        StockTarget stock = storefront.capability(StockTarget.class).orElseThrow();
        CallTerms.during(Urgency.EMPTIED, () -> stock.read(List.of(new ListingKey(SHOP, "1", "1"))));
    }
}
