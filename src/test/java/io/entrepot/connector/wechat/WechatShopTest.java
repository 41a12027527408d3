package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingSource.ListingPage;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to WeChat Shops. */
class WechatShopTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Quota ROOMY = new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000);

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WechatSimulator simulator = WechatSimulator.start(0, CURRENCY, LAG, "X-Shop-Now", clock);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(simulator));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <C extends Capability> C open(Class<C> capability, Quota quota) {
        HttpRuntimes runtimes = new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of(ID, List.of(quota))), clock),
                TokensInMemory::of,
                clock,
                new SimpleMeterRegistry(),
                Duration.ofSeconds(20));
        open.add(runtimes);
        // The first look makes an empty bucket; then time fills it.
        runtimes.budget().remaining(ID, "orders");
        clock.step(Duration.ofMinutes(1));
        Map<String, String> options = Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now");
        Storefront shop = new WechatConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
        return shop.capability(capability).orElseThrow();
    }

    private ListingKey listed(long stock) {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CURRENCY), stock));
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> bought(int orders) {
        listed(orders);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            placed.add(simulator.shop().place(Purchase.paid("cup", 1)));
            clock.step(Duration.ofMillis(100));
        }
        clock.step(LAG);
        return placed;
    }

    @Test
    void aShortQuotaMakesShortPagesAndAsksForNoOrderTwice() throws IOException {
        List<String> placed = bought(130);
        OrderSource orders = open(OrderSource.class, new Quota(Quota.ALL, 5, Duration.ofSeconds(1), 5));
        Instant to = clock.instant();
        clock.step(Duration.ofMinutes(1));
        simulator.calls().clear();
        List<String> seen = new ArrayList<>();
        int pages = 0;
        int refused = 0;
        String token = null;
        do {
            try {
                FeedPage page = orders.page(to.minusSeconds(600), to, token);
                page.records().forEach(record -> seen.add(record.id()));
                token = page.nextToken();
                pages++;
            } catch (QuotaExhausted wait) {
                clock.step(wait.waitFor());
                refused++;
            }
        } while (token != null || pages == 0);

        assertThat(seen).containsExactlyElementsOf(placed);
        assertThat(pages).as("pages").isGreaterThan(2);
        assertThat(refused).as("refused for want of quota").isPositive();
        long details = simulator.calls().of("orders").stream()
                .filter(call -> call.target().contains("/order/get?"))
                .count();
        assertThat(details).isEqualTo(130);
    }

    /** And not with a page more, nor with one that never ends. */
    @Test
    void aWindowOfExactlyOneFullListEndsThere() throws IOException {
        List<String> placed = bought(90);
        OrderSource orders = open(OrderSource.class, ROOMY);
        FeedPage page = orders.page(clock.instant().minusSeconds(600), clock.instant(), null);
        assertThat(page.records()).extracting(RawRecord::id).containsExactlyElementsOf(placed);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void aListedOrderThatCannotBeHadIsSetAsideAndStopsNobody() throws IOException {
        String no = bought(1).get(0);
        OrderSource orders = open(OrderSource.class, ROOMY);
        FeedPage page = orders.page(clock.instant().minusSeconds(600), clock.instant(), "999," + no + "|");
        assertThat(page.records()).extracting(RawRecord::id).containsExactly("999", no);
        assertThatThrownBy(() -> orders.parse(page.records().get(0).payload())).isInstanceOf(MalformedRecord.class);
        assertThat(orders.page(clock.instant(), clock.instant(), "999|").storefrontNow())
                .isEqualTo(clock.instant());
    }

    @Test
    void aTokenThatSomebodyElseReplacedIsAskedForAnewAndNothingWasDone() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class, ROOMY);
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
        simulator.somebodyRefreshesTheToken();
        assertThat(takeOne(stock, cup)).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(WechatCodes.TOKEN_OVER));
        assertThat(simulator.shop().stock("cup")).hasValue(4);
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().stock("cup")).hasValue(3);
    }

    @Test
    void whatIsSaidOfOneSkuOnlyLetsTheOthersPass() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class, ROOMY);
        simulator.faults().nextWrite("stock", Fault.PARTIAL_BATCH);
        assertThat(takeOne(stock, cup)).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(WechatCodes.TOO_OFTEN));
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
    }

    private static Outcome takeOne(StockTarget stock, ListingKey listing) {
        return stock.write(List.of(new StockWrite.Delta(listing, -1))).get(0);
    }

    @Test
    void aProductThatWasDeletedSinceItWasListedHidesNoOther() throws IOException {
        ListingKey cup = listed(5);
        ListingSource shelf = open(ListingSource.class, ROOMY);
        ListingPage page = shelf.listings("99," + cup.itemId() + "|");
        assertThat(page.listings()).extracting(ShownListing::key).containsExactly(cup);
        assertThat(page.nextToken()).isNull();
    }
}
