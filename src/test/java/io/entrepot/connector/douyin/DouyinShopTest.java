package io.entrepot.connector.douyin;

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
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.douyin.DouyinSimulator;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to Douyin Shops. */
class DouyinShopTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final Duration LAG = Duration.ofSeconds(2);

    private final SteppedClock clock = SteppedClock.atNoon();
    private final DouyinSimulator simulator =
            DouyinSimulator.start(0, CURRENCY, Lowers.PLACED, LAG, "X-Shop-Now", clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(
                    Quotas.fixed(Map.of(ID, List.of(new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000)))),
                    clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));

    @AfterEach
    void close() {
        runtimes.close();
        simulator.close();
    }

    private <C extends Capability> C open(Class<C> capability) {
        return open(capability, simulator.credentials());
    }

    private <C extends Capability> C open(Class<C> capability, Map<String, String> credentials) {
        runtimes.budget().remaining(ID, "orders");
        clock.step(Duration.ofMinutes(1));
        Map<String, String> options = Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now");
        return new DouyinConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, credentials, options),
                        runtimes.of(ID, Urgency.ORDINARY))
                .capability(capability)
                .orElseThrow();
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
            clock.step(Duration.ofMillis(10));
        }
        clock.step(LAG);
        return placed;
    }

    private static Outcome takeOne(StockTarget stock, ListingKey listing) {
        return stock.write(List.of(new StockWrite.Delta(listing, -1))).get(0);
    }

    private static void notDone(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Test
    void aWindowOfExactlyOneFullPageEndsThere() throws IOException {
        List<String> placed = bought(ChangeFeed.PAGE_SIZE);
        OrderSource orders = open(OrderSource.class);
        FeedPage page = orders.page(clock.instant().minusSeconds(600), clock.instant(), null);
        assertThat(page.records()).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(page.nextToken()).isNull();
        assertThat(page.windowTotal()).hasValue(100);
    }

    /** It leaves its page while that is read; those behind it are found all the same, and itself with the next window. */
    @Test
    void ordersThatChangeWhileTheirPageIsReadHideNoOther() throws IOException {
        List<String> placed = bought(250);
        OrderSource orders = open(OrderSource.class);
        Instant to = clock.instant();
        clock.step(Duration.ofMinutes(1));
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            FeedPage page = orders.page(to.minusSeconds(600), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            simulator.shop().requestRefund(page.records().get(0).id());
            clock.step(LAG);
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).containsAll(placed);
    }

    /** The shop gives no more than its first fifty thousand, so spans are kept far below. */
    @Test
    void aSpanWithVeryManyOrdersIsHalved() throws IOException {
        List<String> placed = bought(ChangeFeed.MOST_OF_A_SPAN + 1);
        OrderSource orders = open(OrderSource.class);
        Instant to = clock.instant();
        simulator.calls().clear();
        Set<String> seen = new HashSet<>();
        int empty = 0;
        String token = null;
        do {
            FeedPage page = orders.page(to.minusSeconds(150), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            empty += page.records().isEmpty() && page.nextToken() != null ? 1 : 0;
            assertThat(page.windowTotal()).isEmpty();
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).containsAll(placed);
        assertThat(empty).as("spans that were halved").isPositive();
        assertThat(simulator.calls().of("orders")).hasSizeLessThan(40);
    }

    @Test
    void whatACampaignHoldsIsNotDoneWithAnIdOfItsOwnAndDoneWhenItEnds() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        PriceTarget prices = open(PriceTarget.class);
        PriceWrite price = new PriceWrite(cup, new Money(1999, CURRENCY), null);
        simulator.campaignHolds(cup.channelSkuId());
        notDone(takeOne(stock, cup), DouyinCodes.IN_CAMPAIGN);
        notDone(prices.setPrices(List.of(price)).get(0), DouyinCodes.IN_CAMPAIGN);
        assertThat(simulator.shop().stock("cup")).hasValue(5);
        simulator.campaignEnds(cup.channelSkuId());
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().stock("cup")).hasValue(4);
    }

    @Test
    void aTokenThatSomebodyEndedIsAskedForAnewAndNothingWasDone() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
        simulator.somebodyAuthorizesAnew();
        notDone(takeOne(stock, cup), DouyinCodes.TOKEN_OVER);
        assertThat(simulator.shop().stock("cup")).hasValue(4);
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().stock("cup")).hasValue(3);
        assertThat(simulator.calls().of("token")).hasSize(2);
    }

    @Test
    void aWrongSecretAndAShopThatDoesNotAuthorizeAreToldApart() {
        ListingKey cup = listed(5);
        rejected(takeOne(open(StockTarget.class, with("app-secret", "another")), cup), DouyinCodes.NOT_TRUSTED);
        rejected(takeOne(open(StockTarget.class, with("shop-id", "1")), cup), DouyinCodes.AUTHORIZATION_OVER);
        assertThat(simulator.shop().stock("cup")).hasValue(5);
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> credentials = new HashMap<>(simulator.credentials());
        credentials.put(name, value);
        return credentials;
    }

    @Test
    void tooManyCallsLetTheOperationRest() {
        ListingKey cup = listed(5);
        StockTarget stock = open(StockTarget.class);
        simulator.faults().next("stock", Fault.TOO_MANY_CALLS);
        assertThat(takeOne(stock, cup)).isInstanceOf(Outcome.Throttled.class);
        simulator.calls().clear();
        assertThatThrownBy(() -> stock.read(List.of(cup))).isInstanceOf(QuotaExhausted.class);
        assertThat(simulator.calls().of("stock")).as("sent while it rests").isEmpty();
        clock.step(Duration.ofSeconds(5));
        assertThat(takeOne(stock, cup)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void anOrderGoesOutInSeveralParcels() throws IOException {
        listed(5);
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        ShipmentTarget parcels = open(ShipmentTarget.class);
        assertThat(parcels.ship(parcel(no, "B1", "T-1", 2))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(2);
        assertThat(parcels.ship(parcel(no, "B2", "T-2", 1))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.SHIPPED);
        assertThat(parcels.ship(parcel(no, "B3", "T-3", 1)))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).isEqualTo(DouyinCodes.SHIPPED_ALREADY));
    }

    @Test
    void aParcelWithoutANumberIsRejectedAndNothingIsSent() throws IOException {
        listed(5);
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        ShipmentTarget parcels = open(ShipmentTarget.class);
        simulator.calls().clear();
        rejected(parcels.ship(parcel(no, "B1", null, 2)), DouyinCodes.NO_NUMBER);
        assertThat(simulator.calls().of("orders")).isEmpty();
    }

    /** The first telling was lost and came to the shop late: the second does not ship the units twice. */
    @Test
    void aParcelThatWasToldUnderAnotherNumberIsCorrectedAndShipsOnce() throws IOException {
        listed(5);
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        ShipmentTarget parcels = open(ShipmentTarget.class);
        parcels.ship(parcel(no, "B1", "T-1", 1));
        assertThat(parcels.ship(parcel(no, "B1", "T-9", 1))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(1);
        assertThat(simulator.shop().state().orders().get(0).parcels())
                .singleElement()
                .satisfies(it -> assertThat(it.trackingNumber()).isEqualTo("T-9"));
    }

    @Test
    void anOrderForWhichMoneyIsAskedBackBeforeShipmentIsHeldAndRefusedThere() throws IOException {
        listed(5);
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        simulator.shop().requestRefund(no);
        assertThat(newest(no).refundRequestedAt()).isNotNull();
        rejected(open(ShipmentTarget.class).ship(parcel(no, "B1", "T-1", 1)), DouyinCodes.NOT_SHIPPABLE);
    }

    @Test
    void anOrderThatIsGoneIsRefusedWithAnId() {
        OrderSource orders = open(OrderSource.class);
        assertThatThrownBy(() -> orders.fetch("1"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(DouyinCodes.UNKNOWN_ORDER));
    }

    private ChannelOrder newest(String no) throws IOException {
        OrderSource orders = open(OrderSource.class);
        return orders.parse(orders.fetch(no).payload());
    }

    private Parcel parcel(String no, String code, @Nullable String number, long units) {
        return new Parcel(
                no, code, "shunfeng", number, clock.instant(), List.of(new ParcelLine(no, units)), List.<Label>of());
    }
}
