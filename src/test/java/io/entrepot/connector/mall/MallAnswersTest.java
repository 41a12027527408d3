package io.entrepot.connector.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the simulator never gives. */
class MallAnswersTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final ListingKey ONE = new ListingKey(SHOP, "1001", "1");
    private static final ListingKey TWO = new ListingKey(SHOP, "1001", "2");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final MockWebServer server = new MockWebServer();
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private Storefront storefront;

    @BeforeEach
    void open() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        var settings = new StorefrontSettings(
                SHOP,
                server.url("/behind/a/proxy/").uri(),
                Currency.getInstance("CNY"),
                Map.of("token", "secret"),
                Map.of("stock-write", "absolute"));
        storefront = new MallConnector().open(settings, runtimes.of(SHOP, Urgency.URGENT));
    }

    @AfterEach
    void close() {
        runtimes.close();
        server.close();
    }

    @Test
    void theBaseUrlMayHaveAPath() throws Exception {
        answer(200, "{\"stock\":[]}");
        stock().read(List.of(ONE));
        assertThat(server.takeRequest().getTarget()).isEqualTo("/behind/a/proxy/mall/v1/stock?sku_ids=1");
    }

    @Test
    void readingNothingCallsNobody() throws IOException {
        assertThat(stock().read(List.of())).isEmpty();
        assertThat(stock().write(List.of())).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anItemThatTheAnswerLeavesOutIsUnknown() {
        answer(200, "{\"results\":[{\"sku_id\":\"2\",\"status\":\"ok\",\"quantity\":7,\"new_field\":1}]}");
        assertThat(write())
                .satisfiesExactly(one -> assertThat(one).isInstanceOf(Outcome.Unknown.class), two -> assertThat(two)
                        .isEqualTo(Outcome.Applied.showing(7)));
    }

    @Test
    void anAnswerWithoutTheQuantityIsAppliedAndSaysNoMore() {
        answer(200, "{\"results\":[{\"sku_id\":\"1\",\"status\":\"ok\"},{\"sku_id\":\"2\",\"status\":\"error\"}]}");
        assertThat(write()).first().isEqualTo(Outcome.Applied.SILENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "<html>",
                "{}",
                "{\"results\":null}",
                "{\"results\":[null]}",
                "{\"results\":[{\"sku_id\":\"1\",\"status\":\"ok\",\"quantity\":1.5}]}"
            })
    void anAnswerThatCannotBeReadIsUnknown(String body) {
        answer(200, body);
        assertThat(write()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Unknown.class));
    }

    @ParameterizedTest
    @CsvSource({"unknown_sku,ENT-3111", "not_live,ENT-3112", "wrong_currency,ENT-3114", "moon_phase,ENT-3119"})
    void anItemsErrorIsRejectedUnderItsId(String code, String id) {
        answer(
                200,
                "{\"results\":[{\"sku_id\":\"1\",\"status\":\"error\",\"code\":\"%s\",\"message\":\"no\"}]}"
                        .formatted(code));
        assertThat(write()).first().isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .hasToString(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"changed", "insufficient"})
    void aShopThatShowsSomethingElseHasChanged(String code) {
        answer(200, "{\"results\":[{\"sku_id\":\"1\",\"status\":\"error\",\"code\":\"%s\"}]}".formatted(code));
        assertThat(write()).first().isEqualTo(new Outcome.Changed());
    }

    @ParameterizedTest
    @CsvSource({
        "400,ENT-3107",
        "401,ENT-3104",
        "403,ENT-3104",
        "404,ENT-3105",
        "405,ENT-3105",
        "413,ENT-3106",
        "302,ENT-3107"
    })
    void aRefusedCallIsRejectedUnderItsId(int status, String id) {
        answer(status, "{\"error\":{\"code\":\"no\",\"message\":\"not like this\"}}");
        assertThat(write()).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).hasToString(id)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aServerErrorAfterTheRequestWasSentIsUnknown(int status) {
        answer(status, "<html>proxy</html>");
        assertThat(write()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Unknown.class));
    }

    @Test
    void aShopThatSaysItIsClosedHasDoneNothing() {
        answer(503, "{\"error\":{\"code\":\"closed\",\"message\":\"back soon\"}}");
        assertThat(write()).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotDone.class, it -> assertThat(it.code()).hasToString("ENT-3103")));
    }

    @Test
    void aThrottleWithoutATimeWaitsASecond() {
        answer(429, "");
        assertThat(write()).containsOnly(new Outcome.Throttled(Duration.ofSeconds(1)));
    }

    @Test
    void moreThanABatchIsAMistakeOfTheCaller() {
        List<StockWrite> many = Collections.nCopies(101, new StockWrite.Absolute(ONE, 1));
        assertThatThrownBy(() -> stock().write(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stock().write(List.of(new StockWrite.Delta(ONE, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ABSOLUTE");
    }

    @Test
    void anItemInReviewIsAcceptedAndOneRejectedSaysWhy() {
        answer(200, item("in_review"));
        var accepted = publish();
        assertThat(accepted.outcome()).isEqualTo(new Outcome.Accepted("9"));
        assertThat(accepted.of("s1").orElseThrow().state()).isEqualTo(ListingTarget.State.IN_REVIEW);
        answer(200, item("rejected"));
        assertThat(publish().outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.message())
                .contains("blurred"));
        answer(200, item("in_orbit"));
        assertThat(publish().outcome()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aPageWithRecordsThatAreNoneKeepsTheOthers() throws IOException {
        answer(200, "{\"orders\":[null,{\"state\":\"paid\"},{\"no\":\"A\"}],\"page\":1,\"pages\":1,\"total\":3}");
        List<RawRecord> records = page(null).records();
        assertThat(records)
                .hasSize(3)
                .extracting(RawRecord::id)
                .doesNotHaveDuplicates()
                .contains("A");
        assertThat(records).allSatisfy(record -> assertThatThrownBy(() -> orders().parse(record.payload()))
                .isInstanceOf(MalformedRecord.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pages\":1,\"total\":0}",
                "{\"orders\":[],\"total\":0}",
                "{\"orders\":[],\"pages\":1}",
                "{\"orders\":\"none\",\"pages\":1,\"total\":0}",
                "[]"
            })
    void aPageThatIsNoneIsMalformed(String body) {
        answer(200, body);
        assertThatThrownBy(() -> page(null)).isInstanceOf(MalformedRecord.class);
    }

    @Test
    void pagesAreReadFromTheLastAndTheFirstOnceMore() throws IOException {
        assertThat(next(null, 3)).isEqualTo("3");
        assertThat(next("3", 3)).isEqualTo("2");
        assertThat(next("2", 2)).isEqualTo("1");
        assertThat(next("1", 2)).isNull();
        assertThat(next(null, 1)).isNull();
    }

    @Test
    void anOrderThatIsNotThereIsARefusedCall() {
        answer(404, "{\"error\":{\"code\":\"unknown_order\",\"message\":\"no order A\"}}");
        assertThatThrownBy(() -> orders().fetch("A"))
                .isInstanceOf(CallRefused.class)
                .hasMessageContaining("unknown_order");
    }

    private String next(String token, int pages) throws IOException {
        answer(200, "{\"orders\":[],\"page\":1,\"pages\":%d,\"total\":0}".formatted(pages));
        return page(token).nextToken();
    }

    private Feed.FeedPage page(String token) throws IOException {
        return orders().page(clock.instant().minusSeconds(60), clock.instant(), token);
    }

    private List<Outcome> write() {
        return stock().write(List.of(new StockWrite.Absolute(ONE, 5), new StockWrite.Absolute(TWO, 7)));
    }

    private ListingTarget.Published publish() {
        return storefront
                .capability(ListingTarget.class)
                .orElseThrow()
                .publish(new ListingTarget.ItemDraft(
                        "P1",
                        null,
                        "Tea",
                        "",
                        "",
                        null,
                        List.of(new ListingTarget.SkuDraft("s1", null, null, Map.of(), 5))));
    }

    private static String item(String state) {
        return """
            {"item":{"id":"9","code":"P1","state":"%s","reason":"blurred","skus":[{"id":"1","code":"s1","state":"in_review"}]}}
            """.formatted(state);
    }

    private StockTarget stock() {
        return storefront.capability(StockTarget.class).orElseThrow();
    }

    private OrderSource orders() {
        return storefront.capability(OrderSource.class).orElseThrow();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("X-Mall-Now", "2026-06-01T12:00:00.000Z")
                .body(body)
                .build());
    }
}
