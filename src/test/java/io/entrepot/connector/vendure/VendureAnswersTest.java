package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.CancellationTarget.CancelledLine;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the simulator never gives. */
class VendureAnswersTest {

    private static final ListingKey ONE = new ListingKey(OpenShop.ID, "7", "1");
    private static final ListingKey TWO = new ListingKey(OpenShop.ID, "7", "2");
    private static final Money PRICE = Money.of(1999, "CNY");
    private static final String LOGGED_IN = "{\"data\":{\"login\":{\"__typename\":\"CurrentUser\"}}}";
    private static final Map<String, String> ADMINISTRATOR = Map.of("username", "owner", "password", "secret");

    private final MockWebServer server = new MockWebServer();
    private OpenShop shop;

    @BeforeEach
    void open() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        shop = new OpenShop(
                server.url("/behind/a/proxy/").uri(),
                ADMINISTRATOR,
                Map.of("admin-path", "staff/api", "channel-token", "cn-channel"));
    }

    @AfterEach
    void close() {
        shop.close();
        server.close();
    }

    private void logsIn() {
        server.enqueue(
                json(LOGGED_IN).addHeader("vendure-auth-token", "token-1").build());
    }

    private void answers(int status, String body) {
        logsIn();
        server.enqueue(json(body).code(status).build());
    }

    private static MockResponse.Builder json(String body) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Date", "Mon, 01 Jun 2026 12:00:00 GMT")
                .body(body);
    }

    private List<Outcome> pricesSet() {
        return shop.prices().setPrices(List.of(new PriceWrite(ONE, PRICE, null), new PriceWrite(TWO, PRICE, null)));
    }

    private FeedPage page(String token) throws IOException {
        return shop.orders().page(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), token);
    }

    @Test
    void sendsTokenAndChannelToTheGivenPath() throws Exception {
        answers(200, "{\"data\":{\"updateProductVariants\":[]}}");
        pricesSet();
        RecordedRequest login = server.takeRequest();
        assertThat(login.getTarget()).isEqualTo("/behind/a/proxy/staff/api");
        assertThat(login.getHeaders().get("Authorization")).isNull();
        assertThat(login.getHeaders().get("vendure-token")).isEqualTo("cn-channel");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    void nothingToDoCallsNobody() throws IOException {
        assertThat(shop.stock().read(List.of())).isEmpty();
        assertThat(shop.stock().write(List.of())).isEmpty();
        assertThat(shop.prices().setPrices(List.of())).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void moreThanABatchIsAMistakeOfTheCaller() {
        List<StockWrite> many = Collections.nCopies(51, new StockWrite.Absolute(ONE, 1));
        assertThatThrownBy(() -> shop.stock().write(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shop.stock().write(List.of(new StockWrite.Delta(ONE, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ABSOLUTE");
    }

    @Test
    void aLoginWithoutATokenSaysWhatTheServerMustAllow() {
        server.enqueue(json(LOGGED_IN).build());
        assertThat(pricesSet()).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> assertThat(it.message()).startsWith("ENT-3203").contains("tokenMethod")));
    }

    @Test
    void aLoginThatGetsNoAnswerHasSentNothing() {
        server.enqueue(json("<html>").code(502).build());
        assertThat(pricesSet()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.NotDone.class));
    }

    @Test
    void aMissingPermissionIsNotTriedAgain() {
        answers(200, error("FORBIDDEN", "[\"updateProductVariants\"]"));
        assertThat(pricesSet()).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).hasToString("ENT-3204")));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400,ENT-3205",
        "401,ENT-3204",
        "403,ENT-3204",
        "404,ENT-3205",
        "405,ENT-3205",
        "413,ENT-3206",
        "302,ENT-3206"
    })
    void aRefusedCallIsRejectedUnderItsId(int status, String id) {
        answers(status, "{\"errors\":[{\"message\":\"not like this\"}]}");
        assertThat(pricesSet()).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).hasToString(id)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aServerErrorAfterTheRequestWasSentIsUnknown(int status) {
        answers(status, "<html>proxy</html>");
        assertThat(pricesSet()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Unknown.class));
    }

    @Test
    void aThrottleWithoutATimeWaitsASecond() {
        answers(429, "");
        assertThat(pricesSet()).containsOnly(new Outcome.Throttled(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_INPUT_ERROR", "BAD_USER_INPUT", "ILLEGAL_OPERATION", "CHANNEL_NOT_FOUND"})
    void anErrorInsideA200ThatRefusesIsRejected(String code) {
        answers(200, error(code, "[\"updateProductVariants\"]"));
        assertThat(pricesSet()).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
                    assertThat(it.code()).hasToString("ENT-3206");
                    assertThat(it.message()).contains(code);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTERNAL_SERVER_ERROR|[\"updateProductVariants\"]",
                "NEVER_HEARD_OF|[\"updateProductVariants\"]",
                "USER_INPUT_ERROR|[\"updateProductVariants\",0,\"prices\"]"
            })
    void anErrorInsideA200ThatMayHaveComeLaterIsUnknown(String code, String path) {
        answers(200, error(code, path));
        assertThat(pricesSet()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Unknown.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "<html>",
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":{\"updateProductVariants\":[null]}}",
                "{\"data\":{\"updateProductVariants\":[{\"id\":\"1\",\"prices\":[{\"price\":1.5}]}]}}"
            })
    void anAnswerThatCannotBeReadIsUnknown(String body) {
        answers(200, body);
        assertThat(pricesSet()).hasSize(2).allSatisfy(it -> assertThat(it).isInstanceOf(Outcome.Unknown.class));
    }

    @Test
    void aVariantThatTheAnswerLeavesOutIsUnknown() {
        answers(
                200,
                "{\"data\":{\"updateProductVariants\":[{\"id\":\"2\",\"prices\":[{\"currencyCode\":\"CNY\",\"price\":1999}]}]}}");
        assertThat(pricesSet())
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Unknown.class),
                        second -> assertThat(second).isEqualTo(Outcome.Applied.showing(1999)));
    }

    @ParameterizedTest
    @CsvSource({
        "QUANTITY_TOO_GREAT_ERROR,     NotDone",
        "MULTIPLE_ORDER_ERROR,         Rejected",
        "CANCEL_ACTIVE_ORDER_ERROR,    Rejected",
        "ORDER_STATE_TRANSITION_ERROR, Unknown"
    })
    void aCancellationThatVendureRefusesMayHaveBeenDoneAllTheSame(String error, String outcome) throws Exception {
        answers(200, openOrder(3, 3));
        server.enqueue(json("{\"data\":{\"cancelled\":{\"errorCode\":\"" + error + "\",\"message\":\"no\"}}}")
                .build());
        assertThat(cancels(2).getClass().getSimpleName()).isEqualTo(outcome);
        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getBody().utf8())
                .contains("\"orderId\":\"9\"", "\"orderLineId\":\"5\",\"quantity\":2", "\"cancelShipping\":false");
    }

    @Test
    void whatIsCancelledAlreadyIsOnlyLookedAt() {
        answers(200, openOrder(1, 3));
        assertThat(cancels(2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(server.getRequestCount()).as("a login and a look").isEqualTo(2);
    }

    @Test
    void aCancellationWhoseOrderCannotBeReadHasSentNothing() {
        answers(500, "{}");
        assertThat(cancels(2)).isInstanceOf(Outcome.NotDone.class);
    }

    private Outcome cancels(long inAll) {
        return shop.cancellations()
                .cancel(new Cancellation("V1", "C1", "none left", List.of(new CancelledLine("5", inAll))));
    }

    private static String openOrder(long quantity, long placed) {
        return """
            {"data":{"orders":{"items":[{"id":"9","fulfillments":null,
             "lines":[{"id":"5","quantity":%d,"orderPlacedQuantity":%d}]}]}}}""".formatted(quantity, placed);
    }

    @Test
    void severalStockLocationsMustBeToldApart() {
        answers(
                200,
                "{\"data\":{\"activeChannel\":{\"defaultLanguageCode\":\"en\"},\"stockLocations\":{\"items\":"
                        + "[{\"id\":\"1\",\"name\":\"Shanghai\"},{\"id\":\"2\",\"name\":\"Xi'an\"}]}}}");
        assertThatThrownBy(() -> shop.stock().read(List.of(ONE)))
                .isInstanceOf(CallRefused.class)
                .hasMessageContaining("ENT-3207")
                .hasMessageContaining("'Shanghai' (id 1)");
    }

    @Test
    void aPageWithRecordsThatAreNoneKeepsTheOthers() throws IOException {
        answers(200, orders("[null,{\"state\":\"Shipped\"},{\"code\":\"A\"}]", 3));
        List<RawRecord> records = page(null).records();
        assertThat(records)
                .hasSize(3)
                .extracting(RawRecord::id)
                .doesNotHaveDuplicates()
                .contains("A");
        assertThat(records)
                .allSatisfy(record -> assertThatThrownBy(() -> shop.orders().parse(record.payload()))
                        .isInstanceOf(MalformedRecord.class));
    }

    @Test
    void theClockIsTheDateOfTheAnswerAndAsCoarse() throws IOException {
        answers(200, orders("[]", 0));
        FeedPage page = page(null);
        assertThat(page.storefrontNow()).isEqualTo(Instant.parse("2026-06-01T12:00:00Z"));
        assertThat(page.clockGrain()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pagesAreReadFromTheLastAndTheFirstOnceMore() throws IOException {
        logsIn();
        assertThat(next(null, 201)).isEqualTo("3");
        assertThat(next("3", 201)).isEqualTo("2");
        assertThat(next("2", 200)).isEqualTo("1");
        assertThat(next("1", 200)).isNull();
        assertThat(next(null, 100)).isNull();
    }

    private String next(String token, int total) throws IOException {
        server.enqueue(json(orders("[]", total)).build());
        return page(token).nextToken();
    }

    private static String orders(String items, int total) {
        return "{\"data\":{\"orders\":{\"totalItems\":%d,\"items\":%s}}}".formatted(total, items);
    }

    private static String error(String code, String path) {
        return "{\"errors\":[{\"message\":\"no\",\"path\":%s,\"extensions\":{\"code\":\"%s\"}}],\"data\":null}"
                .formatted(path, code);
    }
}
