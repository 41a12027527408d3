package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.channel.spi.ListingTarget.Published;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products on a WeChat Shop whose reviewers take half an hour. */
class WechatListingsTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final Duration REVIEW = Duration.ofMinutes(30);
    private static final String PICTURE = "https://mmecimage.cn/p/wx01/";
    private static final Map<String, String> OPTIONS = Map.of(
            "clock-header", "X-Shop-Now",
            "category-ids", "10000111,10000113,6091",
            "freight-template", "47428464001",
            "head-images", PICTURE + "a," + PICTURE + "b," + PICTURE + "c");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WechatSimulator simulator =
            WechatSimulator.start(0, CURRENCY, Duration.ZERO, REVIEW, "X-Shop-Now", clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private Storefront shop = open(OPTIONS);

    @AfterEach
    void close() {
        runtimes.close();
        simulator.close();
    }

    private Storefront open(Map<String, String> options) {
        return new WechatConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    private <C extends Capability> C the(Class<C> capability) {
        return shop.capability(capability).orElseThrow();
    }

    private Published publish(String title, String... skus) {
        return the(ListingTarget.class).publish(draft(title, null, skus));
    }

    private static ItemDraft draft(String title, String number, String... skus) {
        List<SkuDraft> drafts = Arrays.stream(skus)
                .map(sku -> new SkuDraft(sku, null, null, Map.of("颜色", sku), 1250))
                .toList();
        return new ItemDraft("cup", number, title, "白瓷", "", null, drafts);
    }

    private Listed found(String sku) throws IOException {
        return the(ListingTarget.class).find(List.of(sku)).get(sku);
    }

    private List<ShownListing> shelf() throws IOException {
        List<ShownListing> all = new ArrayList<>();
        String token = null;
        do {
            ListingSource.ListingPage page = the(ListingSource.class).listings(token);
            all.addAll(page.listings());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private Outcome addOne(ListingKey listing) {
        return the(StockTarget.class)
                .write(List.of(new StockWrite.Delta(listing, 1)))
                .get(0);
    }

    private static void assertNotDone(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    private static void assertRejected(Outcome outcome, ErrorCode code, String saying) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.message()).contains(saying);
        });
    }

    private long sent(String call) {
        return simulator.calls().of("items").stream()
                .filter(each -> each.target().contains("/product/" + call + "?"))
                .count();
    }

    @Test
    void aNewProductIsInReviewAndThenOnSale() throws IOException {
        Published published = publish("白瓷茶杯 Cup", "cup-1");
        assertThat(published.outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(published.of("cup-1").orElseThrow().state()).isEqualTo(State.IN_REVIEW);
        assertThat(shelf()).singleElement().satisfies(it -> assertThat(it.state())
                .isEqualTo(State.IN_REVIEW));
        assertNotYetOnSale(published.of("cup-1").orElseThrow().key());

        clock.step(REVIEW);

        assertThat(found("cup-1").state()).isEqualTo(State.LIVE);
        assertThat(shelf()).singleElement().satisfies(it -> assertThat(it.state())
                .isEqualTo(State.LIVE));
        assertThat(addOne(found("cup-1").key())).isEqualTo(Outcome.Applied.SILENT);
    }

    private void assertNotYetOnSale(ListingKey listing) {
        assertRejected(addOne(listing), WechatCodes.NEVER_LIVE, "10020289");
    }

    @Test
    void whatIsRejectedSaysWhyAndIsHandedInAgainOnlyWhenItChanged() throws IOException {
        publish("白瓷茶杯 Cup", "cup-1");
        simulator.reviewerRejects("cup", "the pictures are blurred");

        assertThat(found("cup-1").state()).isEqualTo(State.REJECTED);
        assertThat(found("cup-1").reason()).isEqualTo("the pictures are blurred");
        assertThat(shelf()).singleElement().satisfies(it -> assertThat(it.state())
                .isEqualTo(State.REJECTED));
        assertRejected(publish("白瓷茶杯 Cup", "cup-1").outcome(), WechatCodes.REVIEW_REJECTED, "the pictures are blurred");
        assertThat(sent("listing")).isEqualTo(1);
        assertThat(publish("白瓷茶杯 Cup, new", "cup-1").outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(sent("listing")).isEqualTo(2);
        assertThat(sent("add")).isEqualTo(1);
    }

    @Test
    void aProductOnSaleStaysSoWhileItsChangeIsInReviewAndItsStockWaits() throws IOException {
        publish("白瓷茶杯 Cup", "cup-1");
        clock.step(REVIEW);
        ListingKey cup = found("cup-1").key();
        addOne(cup);
        assertThat(publish("白瓷茶杯 Cup, new", "cup-1", "cup-2").outcome()).isInstanceOf(Outcome.Accepted.class);

        assertThat(found("cup-1").state()).isEqualTo(State.IN_REVIEW);
        assertThat(shelf()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.LIVE);
            assertThat(it.title()).isEqualTo("白瓷茶杯 Cup");
        });
        assertNotDone(addOne(cup), WechatCodes.IN_REVIEW);
        assertNotDone(publish("白瓷茶杯 Cup, newer", "cup-1").outcome(), WechatCodes.IN_REVIEW);

        clock.step(REVIEW);

        assertThat(addOne(cup)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().stock("cup-1")).hasValue(2);
        assertThat(shelf()).hasSize(2).allSatisfy(it -> assertThat(it.title()).isEqualTo("白瓷茶杯 Cup, new"));
    }

    @Test
    void aChangeThatIsRejectedLeavesOnSaleWhatWas() throws IOException {
        publish("白瓷茶杯 Cup", "cup-1");
        clock.step(REVIEW);
        publish("白瓷茶杯 best cup of all", "cup-1");
        simulator.reviewerRejects("cup", "no superlatives");

        assertThat(found("cup-1").state()).isEqualTo(State.REJECTED);
        assertThat(shelf()).singleElement().satisfies(it -> assertThat(it.state())
                .isEqualTo(State.LIVE));
        assertThat(addOne(found("cup-1").key())).isEqualTo(Outcome.Applied.SILENT);
    }

    /** A process that knows nothing finds it by its code: WeChat itself would take the same code twice. */
    @Test
    void aCreationWhoseAnswerWasLostIsFoundAndNotMadeAgain() throws IOException {
        simulator.faults().nextWrite("items", Fault.DROP_AFTER_COMMIT);
        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(found("cup-1").state()).isEqualTo(State.DRAFT);
        shop = open(OPTIONS);
        assertThat(found("cup-1").state()).isEqualTo(State.DRAFT);

        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome()).isInstanceOf(Outcome.Accepted.class);

        assertThat(sent("add")).isEqualTo(1);
        assertThat(simulator.shop().state().skus()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"category-ids", "freight-template", "head-images"})
    void whatTheStoreDoesNotKnowIsAskedForByName(String option) throws IOException {
        Map<String, String> others = new HashMap<>(OPTIONS);
        others.remove(option);
        shop = open(others);
        assertRejected(publish("白瓷茶杯 Cup", "cup-1").outcome(), WechatCodes.OPTION_MISSING, "'" + option + "'");
        assertThat(sent("add")).isZero();
    }

    @Test
    void reviewsThatAreUsedUpRestPublishingOnly() throws IOException {
        for (int i = 0; i < 200; i++) {
            ItemDraft item = draft("白瓷茶杯 Cup " + i, null, "sku-" + i);
            ItemDraft one = new ItemDraft("cup-" + i, null, item.title(), "", "", null, item.skus());
            assertThat(the(ListingTarget.class).publish(one).outcome()).isInstanceOf(Outcome.Accepted.class);
            clock.step(Duration.ofSeconds(1));
        }
        clock.step(Duration.ofSeconds(30));

        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(found("cup-1").state()).isEqualTo(State.DRAFT);

        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome())
                .isInstanceOfSatisfying(Outcome.Throttled.class, it -> assertThat(it.retryAfter())
                        .isGreaterThan(Duration.ofMinutes(1)));
        assertThat(shelf()).hasSize(201);

        clock.step(Duration.ofHours(1));
        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome()).isInstanceOf(Outcome.Accepted.class);
        assertThat(simulator.shop().state().skus()).hasSize(201);
    }

    @Test
    void twoProductsWithItsCodesAreNotGuessedBetween() {
        Money price = new Money(1250, CURRENCY);
        simulator.shop().clerkLists(new OwnListing("cup-1", null, "Cup", price, 1));
        simulator.shop().clerkLists(new OwnListing("cup-1", null, "Cup again", price, 1));
        assertRejected(publish("白瓷茶杯 Cup", "cup-1").outcome(), WechatCodes.CODE_TWICE, "'cup'");
    }

    @Test
    void whatNeedsNoChangeIsNotSent() {
        publish("白瓷茶杯 Cup", "cup-1");
        clock.step(REVIEW);
        assertThat(publish("白瓷茶杯 Cup", "cup-1").outcome()).isEqualTo(Outcome.Applied.SILENT);
        assertThat(sent("update")).isZero();
        assertThat(sent("listing")).isEqualTo(1);
    }
}
