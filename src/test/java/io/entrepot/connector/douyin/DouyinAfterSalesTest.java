package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.douyin.AfterSales;
import io.entrepot.simulator.douyin.AfterSales.Wish;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What buyers ask for after the sale, and what the seller answers. */
class DouyinAfterSalesTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId ID = new StorefrontId("shop");
    private static final String AGREED = "已与买家协商一致";

    private final SteppedClock clock = SteppedClock.atNoon();
    private final DouyinSimulator simulator =
            DouyinSimulator.start(0, CNY, Lowers.PLACED, Duration.ZERO, "X-Shop-Now", clock);
    private final AfterSales buyers = simulator.afterSales();
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private final Storefront shop = open(Map.of("after-sale-address", "95251"));
    private final AfterSaleSource source =
            shop.capability(AfterSaleSource.class).orElseThrow();

    @BeforeEach
    void stock() {
        simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CNY), 3000));
        simulator.shop().clerkLists(new OwnListing("mug", null, "Mug", new Money(800, CNY), 100));
    }

    @AfterEach
    void close() {
        runtimes.close();
        simulator.close();
    }

    private Storefront open(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now"));
        options.putAll(more);
        return new DouyinConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CNY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    private ChannelAfterSale now(String number) throws IOException {
        return source.parse(source.fetch(number).payload());
    }

    private Outcome accept(ChannelAfterSale request) {
        return answer(shop, request, true, "");
    }

    private Outcome refuse(ChannelAfterSale request, String reason) {
        return answer(shop, request, false, reason);
    }

    private static Outcome answer(Storefront at, ChannelAfterSale request, boolean accepts, String reason) {
        return at.capability(AfterSaleTarget.class).orElseThrow().answer(new AfterSaleAnswer(request, accepts, reason));
    }

    private String bought(long units) {
        return simulator.shop().place(Purchase.paid("cup", units));
    }

    private String refundAsked(String no) {
        simulator.shop().requestRefund(no);
        return buyers.of(no).get(0);
    }

    private String asked(Wish wish) {
        String no = bought(2);
        simulator.shop().ship(no);
        return buyers.ask(no, "1", 1, wish);
    }

    private static void isRefusedAs(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Test
    void aRequestIsReadWholeFromTheListAndFromTheDetail() throws IOException {
        Instant at = clock.instant();
        String number = asked(Wish.RETURN);
        String listed = source.page(at, at, null).records().get(0).payload();
        for (ChannelAfterSale request : List.of(source.parse(listed), now(number))) {
            assertThat(request.number()).isEqualTo(number);
            assertThat(request.kind()).isEqualTo(Kind.RETURN);
            assertThat(request.askedAt()).isEqualTo(at);
            assertThat(request.changedAt()).isEqualTo(at);
            assertThat(request.answerBy()).isEqualTo(at.plus(Duration.ofDays(2)));
            assertThat(request.refund()).isEqualTo(Money.of(1250, "CNY"));
            assertThat(request.reason()).isEqualTo("不想要了");
            assertThat(request.channelState()).isEqualTo("6");
            assertThat(request.lines()).containsExactly(new Line(request.orderNo(), 1));
        }
    }

    @Test
    void aReturnIsAcceptedInTwoSteps() throws IOException {
        String number = asked(Wish.RETURN);
        assertThat(accept(now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.WITH_BUYER);
        assertThat(now(number).answerBy()).as("it is the buyer's turn").isNull();
        buyers.sendBack(number);
        assertThat(now(number).state()).isEqualTo(State.RETURNED);
        assertThat(accept(now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.GRANTED);
    }

    /** The worst: the goods are there, nobody has looked at them, and the first answer comes once more. */
    @Test
    void theFirstAnswerGivenAgainDoesNotTakeTheSecondStep() throws IOException {
        String number = asked(Wish.RETURN);
        ChannelAfterSale first = now(number);
        accept(first);
        assertThat(accept(first)).as("again").isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).channelState()).isEqualTo("7");
        buyers.sendBack(number);
        assertThat(accept(first)).as("again, late").isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.RETURNED);
    }

    @Test
    void goodsThatCameBackMayBeRefused() throws IOException {
        String number = asked(Wish.RETURN);
        accept(now(number));
        buyers.sendBack(number);
        ChannelAfterSale there = now(number);
        assertThat(refuse(there, AGREED)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).channelState()).isEqualTo("29");
        isRefusedAs(accept(there), DouyinCodes.NOT_ANSWERABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"RETURN", "REFUND", "EXCHANGE"})
    void eachMayBeRefusedOnceWithOneOfTheShopsReasons(Wish wish) throws IOException {
        ChannelAfterSale first = now(asked(wish));
        assertThat(refuse(first, AGREED + ", 谢谢")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(refuse(first, AGREED)).as("again").isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(first.number()).state()).isEqualTo(State.REFUSED);
        isRefusedAs(accept(first), DouyinCodes.NOT_ANSWERABLE);
        buyers.askAgain(first.number());
        clock.step(Duration.ofSeconds(5));
        assertThat(accept(now(first.number()))).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void whatOnlyTheShopsOwnPageTakesIsRejected() throws IOException {
        isRefusedAs(accept(now(asked(Wish.RESEND))), DouyinCodes.NOT_ANSWERABLE);
        String exchange = asked(Wish.EXCHANGE);
        accept(now(exchange));
        buyers.sendBack(exchange);
        isRefusedAs(accept(now(exchange)), DouyinCodes.NOT_ANSWERABLE);
        ChannelAfterSale unsent = now(refundAsked(bought(1)));
        isRefusedAs(refuse(unsent, AGREED), DouyinCodes.NOT_ANSWERABLE);
        assertThat(now(unsent.number()).state()).isEqualTo(State.ASKED);
    }

    /** The buyer has changed the request since the seller looked at it. */
    @Test
    void onlyWhatTheSellerHasSeenIsAnswered() throws IOException {
        ChannelAfterSale seen = now(asked(Wish.REFUND));
        clock.step(Duration.ofSeconds(5));
        buyers.askAgain(seen.number());
        isRefusedAs(accept(seen), DouyinCodes.REQUEST_CHANGED);
        assertThat(now(seen.number()).state()).isEqualTo(State.ASKED);
        assertThat(accept(now(seen.number()))).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void aRequestThatWasTakenBackBeforeTheAnswerIsNotAnswered() throws IOException {
        ChannelAfterSale first = now(asked(Wish.RETURN));
        buyers.withdraw(first.number());
        isRefusedAs(accept(first), DouyinCodes.NOT_ANSWERABLE);
        isRefusedAs(refuse(first, AGREED), DouyinCodes.NOT_ANSWERABLE);
        isRefusedAs(accept(now(first.number())), DouyinCodes.NOT_ANSWERABLE);
        assertThat(now(first.number()).state()).isEqualTo(State.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "TRUNCATED_BODY"})
    void anAnswerThatWasLostIsFoundByReadingTheRequest(Fault fault) throws IOException {
        ChannelAfterSale first = now(asked(Wish.RETURN));
        simulator.faults().nextWrite("aftersales", fault);
        assertThat(accept(first)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(first.number()).channelState()).isEqualTo("7");
    }

    @Test
    void anAnswerThatNeverArrivedIsUnknownAndMayBeGivenAgain() throws IOException {
        ChannelAfterSale first = now(asked(Wish.REFUND));
        simulator.faults().nextWrite("aftersales", Fault.DROP_BEFORE_COMMIT);
        assertThat(accept(first)).isInstanceOf(Outcome.Unknown.class);
        assertThat(now(first.number()).state()).isEqualTo(State.ASKED);
        assertThat(accept(first)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void whatCannotBeReadFirstIsNotAnswered() throws IOException {
        ChannelAfterSale first = now(asked(Wish.REFUND));
        simulator.faults().next("aftersales", Fault.TRUNCATED_BODY);
        assertThat(accept(first)).isInstanceOf(Outcome.NotDone.class);
        assertThat(now(first.number()).state()).isEqualTo(State.ASKED);
    }

    @Test
    void aRefusalNamesOneOfTheShopsReasons() throws IOException {
        ChannelAfterSale first = now(asked(Wish.REFUND));
        assertThat(refuse(first, "no")).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(DouyinCodes.REASON_MISSING);
            assertThat(it.message()).contains(AGREED, "商品影响二次销售 (wants evidence");
        });
        isRefusedAs(refuse(first, "商品影响二次销售"), DouyinCodes.REASON_MISSING);
        assertThat(now(first.number()).state()).isEqualTo(State.ASKED);
        Storefront usual = open(Map.of("reject-reason-code", "2"));
        assertThat(answer(usual, first, false, "no")).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void goodsAreNotCalledBackToNowhere() throws IOException {
        ChannelAfterSale first = now(asked(Wish.RETURN));
        isRefusedAs(answer(open(Map.of()), first, true, ""), DouyinCodes.REASON_MISSING);
        assertThat(now(first.number()).state()).isEqualTo(State.ASKED);
        assertThatThrownBy(() -> open(Map.of("after-sale-address", "here")))
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.field()).isEqualTo("after-sale-address"));
    }

    @Test
    void nobodyElsesRequestIsAnswered() throws IOException {
        Instant at = clock.instant();
        ChannelAfterSale unknown =
                new ChannelAfterSale("7", "8", Kind.REFUND, State.ASKED, at, at, null, null, "", "6", List.of());
        isRefusedAs(accept(unknown), DouyinCodes.UNKNOWN_REQUEST);
    }

    /** A request of each line; the money for one leaves the order held for the other. */
    @Test
    void theOrderTellsOfEachLineUntilAllIsOver() throws IOException {
        String no = simulator
                .shop()
                .place(new Purchase(
                        null,
                        null,
                        true,
                        "Li",
                        "1 Road",
                        List.of(new Purchase.Line("cup", 2), new Purchase.Line("mug", 1))));
        refundAsked(no);
        OrderSource orders = shop.capability(OrderSource.class).orElseThrow();
        List<String> numbers = buyers.of(no);
        assertThat(numbers).hasSize(2);
        assertThat(accept(now(numbers.get(0)))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().stock("cup")).hasValue(3000);
        var half = orders.parse(orders.fetch(no).payload());
        assertThat(half.refundRequestedAt()).isNotNull();
        assertThat(half.lines()).extracting(line -> line.cancelled()).containsExactly(2L, 0L);
        buyers.withdraw(numbers.get(1));
        var rest = orders.parse(orders.fetch(no).payload());
        assertThat(rest.refundRequestedAt()).isNull();
        assertThat(rest.lines()).extracting(line -> line.cancelled()).containsExactly(2L, 0L);
        assertThat(simulator.shop().stock("mug")).hasValue(99);
    }

    @ParameterizedTest
    @CsvSource({
        "0,WITH_STOREFRONT",
        "3,WITH_BUYER",
        "6,ASKED",
        "7,WITH_BUYER",
        "8,ASKED",
        "11,RETURNED",
        "12,GRANTED",
        "13,WITH_BUYER",
        "14,GRANTED",
        "27,REFUSED",
        "28,WITHDRAWN",
        "29,REFUSED",
        "51,GRANTED",
        "53,GRANTED"
    })
    void everyNumberOfThePagesIsKnown(int status, State state) throws IOException {
        String number = asked(Wish.RETURN);
        buyers.set(number, status);
        assertThat(now(number).state()).isEqualTo(state);
        assertThat(now(number).channelState()).isEqualTo(String.valueOf(status));
    }

    @ParameterizedTest
    @CsvSource({
        "0,RETURN",
        "1,REFUND",
        "2,REFUND",
        "3,EXCHANGE",
        "4,REFUND",
        "5,REFUND",
        "6,OTHER",
        "7,OTHER",
        "8,OTHER"
    })
    void everyKindOfThePagesIsKnown(int type, Kind kind) throws IOException {
        String payload = source.fetch(asked(Wish.RETURN)).payload();
        String changed = payload.replace("\"after_sale_type\":0", "\"after_sale_type\":" + type);
        assertThat(source.parse(changed).kind()).isEqualTo(kind);
        assertThatThrownBy(() -> source.parse(payload.replace("\"after_sale_type\":0", "\"after_sale_type\":9")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sale_type' is '9'");
    }

    @Test
    void moneyThatCouldNotBePaidBackIsWithTheStorefront() throws IOException {
        String number = asked(Wish.REFUND);
        buyers.set(number, 12);
        clock.step(Duration.ofSeconds(2));
        String payload = source.fetch(number).payload();
        assertThat(source.parse(payload).state()).isEqualTo(State.GRANTED);
        assertThat(source.parse(payload.replace("\"refund_status\":3", "\"refund_status\":4"))
                        .state())
                .isEqualTo(State.WITH_STOREFRONT);
    }

    @Test
    void anUnknownStateSetsTheRecordAsideAndStopsNobody() throws IOException {
        String strange = asked(Wish.RETURN);
        String other = asked(Wish.RETURN);
        ChannelAfterSale before = now(strange);
        buyers.set(strange, 77);
        assertThat(all(clock.instant().minusSeconds(60), clock.instant())).containsExactlyInAnyOrder(strange, other);
        assertThatThrownBy(() -> now(strange))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sale_status' is '77'");
        isRefusedAs(accept(before), DouyinCodes.NOT_ANSWERABLE);
    }

    @Test
    void pagesThatShiftWhileTheyAreReadHideNoRequest() throws IOException {
        Instant from = clock.instant();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 2 * ChangeFeed.PAGE_SIZE + 1; i++) {
            numbers.add(refundAsked(bought(1)));
            clock.step(Duration.ofMillis(100));
        }
        Instant to = clock.instant();
        clock.step(Duration.ofSeconds(1));
        Set<String> seen = new HashSet<>();
        int newest = numbers.size();
        String token = null;
        do {
            FeedPage page = source.page(from, to, token);
            page.records().forEach(record -> seen.add(record.id()));
            buyers.withdraw(numbers.get(--newest));
            token = page.nextToken();
        } while (token != null);
        clock.step(Duration.ofSeconds(1));
        seen.addAll(all(to, clock.instant()));
        assertThat(seen).containsAll(numbers);
    }

    private Set<String> all(Instant from, Instant to) throws IOException {
        Set<String> numbers = new HashSet<>();
        String token = null;
        do {
            FeedPage page = source.page(from, to, token);
            page.records().forEach(record -> numbers.add(record.id()));
            token = page.nextToken();
        } while (token != null);
        return numbers;
    }
}
