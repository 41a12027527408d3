package io.entrepot.connector.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults.Among;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.taobao.TaobaoSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to shops on Taobao and Tmall. */
class TaobaoShopTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final TaobaoSimulator simulator = TaobaoSimulator.start(0, CURRENCY, Lowers.PAID, LAG, "X-Shop-Now", clock);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(simulator));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <C extends Capability> C open(Class<C> capability, Map<String, String> more) {
        HttpRuntimes runtimes = new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of()), clock),
                TokensInMemory::of,
                clock,
                new SimpleMeterRegistry(),
                Duration.ofSeconds(20));
        open.add(runtimes);
        Map<String, String> options = new HashMap<>(OPTIONS);
        options.putAll(more);
        return new TaobaoConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY))
                .capability(capability)
                .orElseThrow();
    }

    private <C extends Capability> C open(Class<C> capability) {
        return open(capability, Map.of());
    }

    private ListingKey listed(long stock) {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CURRENCY), stock));
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> bought(int orders, Duration apart) {
        listed(orders);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            placed.add(simulator.shop().place(Purchase.paid("cup", 1)));
            clock.step(apart);
        }
        clock.step(LAG);
        return placed;
    }

    private static Outcome takeOne(StockTarget stock, ListingKey listing) {
        return stock.write(List.of(new StockWrite.Delta(listing, -1))).get(0);
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    /** And not with a page more, nor with one that never ends. */
    @Test
    void aWindowOfExactlyOneFullListEndsThere() throws IOException {
        List<String> placed = bought(50, Duration.ofMillis(100));
        FeedPage page = open(OrderSource.class).page(clock.instant().minusSeconds(600), clock.instant(), null);
        assertThat(page.records()).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(page.nextToken()).isNull();
    }

    /** The trades of one second have pages: the last is read first, and what leaves moves the others only to pages still to come. */
    @Test
    void tradesThatChangeWhileTheirPagesAreReadHideNoOthers() throws IOException {
        List<String> placed = bought(130, Duration.ofMillis(1));
        OrderSource orders = open(OrderSource.class);
        Instant to = clock.instant();
        clock.step(Duration.ofMinutes(1));
        Set<String> seen = new HashSet<>();
        Set<String> changed = new HashSet<>();
        String token = null;
        do {
            FeedPage page = orders.page(to.minusSeconds(60), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            if (!page.records().isEmpty()) {
                for (int i = 0; i < 10; i++) {
                    String no = placed.get(placed.size() - 1 - changed.size());
                    simulator.shop().ship(no);
                    changed.add(no);
                }
                clock.step(LAG);
            }
        } while (token != null);
        assertThat(changed).hasSizeGreaterThan(10);
        Set<String> all = new HashSet<>(seen);
        all.addAll(changed);
        assertThat(all).containsAll(placed);
        FeedPage next = orders.page(to, clock.instant(), null);
        assertThat(next.records()).extracting(RawRecord::id).containsAll(changed);
    }

    @Test
    void theLongestWindowIsTakenAndNoEarlierOneThanTheListGoesBack() throws IOException {
        OrderSource orders = open(OrderSource.class);
        Instant from = clock.instant().minus(orders.feedRules().furthestBack());
        assertThat(orders.page(from, from.plus(orders.feedRules().longestWindow()), null)
                        .records())
                .isEmpty();
        Instant longAgo = clock.instant().minus(Duration.ofDays(120));
        assertThatThrownBy(() -> orders.page(longAgo, longAgo.plusSeconds(60), null))
                .isInstanceOf(CallRefused.class);
    }

    @Test
    void aListedTradeThatCannotBeHadIsSetAsideAndStopsNobody() throws IOException {
        String no = bought(1, Duration.ZERO).get(0);
        OrderSource orders = open(OrderSource.class);
        FeedPage page = orders.page(clock.instant().minusSeconds(600), clock.instant(), "999," + no + "|");
        assertThat(page.records()).extracting(RawRecord::id).containsExactly("999", no);
        assertThatThrownBy(() -> orders.parse(page.records().get(0).payload())).isInstanceOf(MalformedRecord.class);
    }

    @Test
    void theReceiverStaysMaskedAndTheOaidIsKept() throws IOException {
        String no = bought(1, Duration.ZERO).get(0);
        OrderSource orders = open(OrderSource.class);
        RawRecord record = orders.fetch(no);
        assertThat(record.payload()).contains("\"oaid\":\"1").doesNotContain("Li Wei");
        ChannelOrder order = orders.parse(record.payload());
        assertThat(order.buyer()).isEqualTo("L**");
        assertThat(order.address()).contains("杭州市").doesNotContain("Harbour Road");
    }

    @Test
    void whatACampaignLocksWaitsForItsEnd() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        PriceTarget prices = open(PriceTarget.class);
        List<PriceWrite> dearer = List.of(new PriceWrite(cup, new Money(1999, CURRENCY), null));
        simulator.aCampaignLocks(cup.itemId());
        for (Outcome outcome :
                List.of(takeOne(stock, cup), prices.setPrices(dearer).get(0))) {
            assertThat(outcome).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                    .isEqualTo(TaobaoCodes.LOCKED));
        }
        assertThat(simulator.shop().stock("cup")).hasValue(5);
        simulator.theCampaignEnds();
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.showing(4));
        assertThat(prices.setPrices(dearer)).containsExactly(Outcome.Applied.showing(1999));
    }

    @Test
    void aSessionThatIsOverHasAnIdOfItsOwn() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        simulator.theSessionEnds();
        rejected(takeOne(stock, cup), TaobaoCodes.SESSION_OVER);
        OrderSource orders = open(OrderSource.class);
        assertThatThrownBy(() -> orders.page(clock.instant().minusSeconds(60), clock.instant(), null))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(TaobaoCodes.SESSION_OVER));
        assertThat(simulator.shop().stock("cup")).hasValue(5);
    }

    @Test
    void aSessionThatIsSaidToBeOverSendsNothing() {
        ListingKey cup = listed(5);
        String ends = clock.instant().plusSeconds(60).toString();
        StockTarget stock = open(StockTarget.class, Map.of("session-expires", ends));
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.showing(4));
        clock.step(Duration.ofSeconds(60));
        simulator.calls().clear();
        rejected(takeOne(stock, cup), TaobaoCodes.SESSION_OVER);
        assertThat(simulator.calls().of("stock")).isEmpty();
        assertThatThrownBy(() -> open(StockTarget.class, Map.of("session-expires", "next year")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("session-expires"));
    }

    @Test
    void aBanIsHeededForAsLongAsItSays() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        simulator.faults().script("stock", Fault.TOO_MANY_CALLS, Among.ALL, Optional.of(Duration.ofSeconds(31)));
        assertThat(takeOne(stock, cup)).isEqualTo(new Outcome.Throttled(Duration.ofSeconds(31)));
        simulator.calls().clear();
        clock.step(Duration.ofSeconds(30));
        assertThat(takeOne(stock, cup)).isInstanceOf(Outcome.Throttled.class);
        assertThat(simulator.calls().of("stock")).isEmpty();
        clock.step(Duration.ofSeconds(1));
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.showing(4));
    }

    @Test
    void bothSignaturesAreTaken() {
        ListingKey cup = listed(5);
        assertThat(takeOne(open(StockTarget.class, Map.of("sign-method", "md5")), cup))
                .isEqualTo(Outcome.Applied.showing(4));
        assertThat(takeOne(open(StockTarget.class, Map.of("sign-method", "hmac")), cup))
                .isEqualTo(Outcome.Applied.showing(3));
    }

    @Test
    void whenItemsLowerTheirStockIsSaidByAnOption() {
        ListingKey cup = listed(5);
        assertThat(open(StockTarget.class).rules(cup).lowers()).isEqualTo(Lowers.PAID);
        assertThat(open(StockTarget.class, Map.of("lowers", "placed"))
                        .rules(cup)
                        .lowers())
                .isEqualTo(Lowers.PLACED);
        assertThatThrownBy(() -> open(StockTarget.class, Map.of("lowers", "shipped")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aTakeOffLargerThanTheStockLeavesNothing() {
        ListingKey cup = listed(5);
        assertThat(open(StockTarget.class).write(List.of(new StockWrite.Delta(cup, -9))))
                .containsExactly(Outcome.Applied.showing(0));
    }
}
