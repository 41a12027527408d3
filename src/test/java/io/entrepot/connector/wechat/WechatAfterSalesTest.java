package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What buyers ask for after the sale, and what the seller answers. */
class WechatAfterSalesTest {

    private final OpenShop shop = new OpenShop(Duration.ofSeconds(20), Map.of("after-sale-address", "123"));
    private final AfterSaleSource source = shop.as(AfterSaleSource.class);
    private final AfterSaleTarget target = shop.as(AfterSaleTarget.class);

    @BeforeEach
    void stock() {
        shop.listed("cup", 100);
        shop.listed("mug", 100);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private ChannelAfterSale now(String number) throws IOException {
        return source.parse(source.fetch(number).payload());
    }

    private Outcome accept(ChannelAfterSale request) {
        return target.answer(new AfterSaleAnswer(request, true, ""));
    }

    private Outcome refuse(ChannelAfterSale request, String reason) {
        return target.answer(new AfterSaleAnswer(request, false, reason));
    }

    private String refundAsked(long units) {
        String no = shop.bought("cup", units);
        shop.simulator.shop().requestRefund(no);
        return shop.simulator.afterSales().of(no).get(0);
    }

    private String returnAsked(long units) {
        return shop.simulator.afterSales().ask(shop.sent("cup", units), "1", units, "RETURN");
    }

    private void settled() {
        shop.clock.step(Duration.ofSeconds(2));
    }

    private static void isRefusedAs(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Test
    void aRequestIsReadWhole() throws IOException {
        Instant asked = shop.clock.instant();
        String number = refundAsked(3);
        ChannelAfterSale request = now(number);
        String order = request.orderNo();
        assertThat(request.number()).isEqualTo(number);
        assertThat(request.kind()).isEqualTo(Kind.REFUND);
        assertThat(request.state()).isEqualTo(State.ASKED);
        assertThat(request.askedAt()).isEqualTo(asked);
        assertThat(request.changedAt()).isEqualTo(asked);
        assertThat(request.answerBy()).isAfter(asked);
        assertThat(request.refund()).isEqualTo(new Money(3750, OpenShop.CNY));
        assertThat(request.reason()).isEqualTo("其他");
        assertThat(request.channelState()).isEqualTo("MERCHANT_PROCESSING");
        String line = shop.as(OrderSource.class)
                .parse(shop.as(OrderSource.class).fetch(order).payload())
                .lines()
                .get(0)
                .lineNo();
        assertThat(request.lines()).containsExactly(new Line(line, 3));
    }

    @Test
    void theOrderTellsOfItTooUntilItIsOver() throws IOException {
        OrderSource orders = shop.as(OrderSource.class);
        String number = refundAsked(1);
        String order = now(number).orderNo();
        assertThat(orders.parse(orders.fetch(order).payload()).refundRequestedAt())
                .isNotNull();
        refuse(now(number), "包裹运输正常");
        assertThat(now(number).state()).isEqualTo(State.REFUSED);
        assertThat(orders.parse(orders.fetch(order).payload()).refundRequestedAt())
                .isNull();
    }

    @Test
    void acceptingARefundPaysAndCancels() throws IOException {
        String number = refundAsked(2);
        assertThat(accept(now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.WITH_STOREFRONT);
        settled();
        assertThat(now(number).state()).isEqualTo(State.GRANTED);
        assertThat(shop.simulator.shop().state().orders()).singleElement().satisfies(order -> {
            assertThat(order.state()).isEqualTo("cancelled");
            assertThat(order.refundRequested()).isFalse();
        });
    }

    @Test
    void aReturnIsAcceptedInTwoSteps() throws IOException {
        String number = returnAsked(1);
        assertThat(accept(now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.WITH_BUYER);
        shop.simulator.afterSales().sendBack(number);
        assertThat(now(number).state()).isEqualTo(State.RETURNED);
        assertThat(accept(now(number))).isEqualTo(Outcome.Applied.SILENT);
        settled();
        assertThat(now(number).channelState()).isEqualTo("MERCHANT_RETURN_SUCCESS");
    }

    /** The worst: the goods are there, nobody has looked at them, and the first answer comes once more. */
    @Test
    void theFirstAnswerGivenAgainDoesNotTakeTheSecondStep() throws IOException {
        String number = returnAsked(1);
        ChannelAfterSale asked = now(number);
        accept(asked);
        assertThat(accept(asked)).as("again").isEqualTo(Outcome.Applied.SILENT);
        shop.simulator.afterSales().sendBack(number);
        assertThat(accept(asked)).as("again, late").isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(number).state()).isEqualTo(State.RETURNED);
    }

    @Test
    void anAnswerIsGivenTwiceAndDoneOnce() throws IOException {
        ChannelAfterSale asked = now(refundAsked(1));
        accept(asked);
        assertThat(accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        settled();
        assertThat(accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        isRefusedAs(refuse(asked, "包裹运输正常"), WechatCodes.NOT_ANSWERABLE);
        ChannelAfterSale other = now(refundAsked(1));
        refuse(other, "包裹运输正常");
        assertThat(refuse(other, "包裹运输正常")).isEqualTo(Outcome.Applied.SILENT);
        isRefusedAs(accept(other), WechatCodes.NOT_ANSWERABLE);
    }

    @Test
    void aRequestThatWasTakenBackBeforeTheAnswerIsNotAnswered() throws IOException {
        ChannelAfterSale asked = now(refundAsked(1));
        shop.simulator.shop().withdrawRefund(asked.orderNo());
        isRefusedAs(accept(asked), WechatCodes.NOT_ANSWERABLE);
        isRefusedAs(refuse(asked, "包裹运输正常"), WechatCodes.NOT_ANSWERABLE);
        assertThat(now(asked.number()).state()).isEqualTo(State.WITHDRAWN);
        String number = returnAsked(1);
        ChannelAfterSale second = now(number);
        shop.simulator.afterSales().withdraw(number);
        isRefusedAs(accept(second), WechatCodes.NOT_ANSWERABLE);
        isRefusedAs(accept(now(number)), WechatCodes.NOT_ANSWERABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "TRUNCATED_BODY", "DROP_BEFORE_COMMIT"})
    void anAnswerThatWasLostIsUnknownAndMayBeGivenAgain(Fault fault) throws IOException {
        ChannelAfterSale asked = now(refundAsked(1));
        shop.simulator.faults().nextWrite("aftersales", fault);
        assertThat(accept(asked)).isInstanceOf(Outcome.Unknown.class);
        assertThat(accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(now(asked.number()).channelState()).isEqualTo("PLATFORM_REFUNDING");
    }

    @Test
    void aRefusalNamesOneOfTheShopsReasons() throws IOException {
        ChannelAfterSale asked = now(refundAsked(1));
        assertThat(refuse(asked, "no")).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(WechatCodes.REASON_MISSING);
            assertThat(it.message()).contains("包裹运输正常").doesNotContain("影响二次销售");
        });
        assertThat(now(asked.number()).state()).isEqualTo(State.ASKED);
        shop.simulator.faults().next("aftersales", Fault.TRUNCATED_BODY);
        assertThat(refuse(asked, "no")).isInstanceOf(Outcome.NotDone.class);
        assertThat(refuse(asked, "包裹运输正常, 明天到")).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void theUsualReasonStandsInForOne() throws IOException {
        try (OpenShop with = new OpenShop(Duration.ofSeconds(20), Map.of("reject-reason-type", "6"))) {
            with.listed("cup", 9);
            String no = with.bought("cup", 1);
            with.simulator.shop().requestRefund(no);
            AfterSaleSource requests = with.as(AfterSaleSource.class);
            String number = with.simulator.afterSales().of(no).get(0);
            ChannelAfterSale asked = requests.parse(requests.fetch(number).payload());
            assertThat(with.as(AfterSaleTarget.class).answer(new AfterSaleAnswer(asked, false, "no")))
                    .isEqualTo(Outcome.Applied.SILENT);
        }
    }

    @Test
    void goodsAreNotCalledBackToNowhere() throws IOException {
        try (OpenShop without = new OpenShop()) {
            without.listed("cup", 9);
            String number = without.simulator.afterSales().ask(without.sent("cup", 1), "1", 1, "RETURN");
            AfterSaleSource requests = without.as(AfterSaleSource.class);
            ChannelAfterSale asked = requests.parse(requests.fetch(number).payload());
            isRefusedAs(
                    without.as(AfterSaleTarget.class).answer(new AfterSaleAnswer(asked, true, "")),
                    WechatCodes.REASON_MISSING);
        }
    }

    @Test
    void twoRefundsOfOneOrderInAMinuteWait() throws IOException {
        String no = shop.sent("cup", 2);
        ChannelAfterSale one = now(shop.simulator.afterSales().ask(no, "1", 1, "REFUND"));
        ChannelAfterSale two = now(shop.simulator.afterSales().ask(no, "1", 1, "REFUND"));
        assertThat(accept(one)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(accept(two)).isInstanceOf(Outcome.NotDone.class);
        shop.clock.step(Duration.ofMinutes(1));
        assertThat(accept(two)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void nobodyElsesRequestIsAnswered() throws IOException {
        ChannelAfterSale asked = now(refundAsked(1));
        ChannelAfterSale unknown = new ChannelAfterSale(
                "7", "8", Kind.REFUND, State.ASKED, asked.changedAt(), asked.askedAt(), null, null, "", "", List.of());
        isRefusedAs(accept(unknown), WechatCodes.UNKNOWN_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "USER_CANCELD,WITHDRAWN",
        "MERCHANT_PROCESSING,ASKED",
        "MERCHANT_REJECT_REFUND,REFUSED",
        "MERCHANT_REJECT_RETURN,REFUSED",
        "USER_WAIT_RETURN,WITH_BUYER",
        "RETURN_CLOSED,WITHDRAWN",
        "MERCHANT_WAIT_RECEIPT,RETURNED",
        "MERCHANT_OVERDUE_REFUND,WITH_STOREFRONT",
        "MERCHANT_REFUND_SUCCESS,GRANTED",
        "MERCHANT_RETURN_SUCCESS,GRANTED",
        "PLATFORM_REFUNDING,WITH_STOREFRONT",
        "PLATFORM_REFUND_FAIL,WITH_STOREFRONT",
        "USER_WAIT_CONFIRM,WITH_BUYER",
        "MERCHANT_REFUND_RETRY_FAIL,REFUSED",
        "MERCHANT_FAIL,REFUSED",
        "USER_WAIT_CONFIRM_UPDATE,WITH_BUYER",
        "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE,WITH_BUYER",
        "WAIT_PACKAGE_INTERCEPT,WITH_STOREFRONT",
        "MERCHANT_REJECT_EXCHANGE,REFUSED",
        "MERCHANT_REJECT_RESHIP,REFUSED",
        "USER_WAIT_RECEIPT,WITH_BUYER",
        "MERCHANT_EXCHANGE_SUCCESS,GRANTED"
    })
    void everyWordOfThePageIsKnown(String word, State state) throws IOException {
        String number = returnAsked(1);
        shop.simulator.afterSales().set(number, word);
        assertThat(now(number).state()).isEqualTo(state);
        assertThat(now(number).channelState()).isEqualTo(word);
    }

    @Test
    void anUnknownWordSetsTheRecordAsideAndStopsNobody() throws IOException {
        String strange = refundAsked(1);
        String other = refundAsked(1);
        shop.simulator.afterSales().set(strange, "MERCHANT_ASLEEP");
        List<RawRecord> records = OpenShop.all(source, shop.clock.instant().minusSeconds(60), shop.clock.instant());
        assertThat(records).extracting(RawRecord::id).containsExactlyInAnyOrder(strange, other);
        assertThatThrownBy(() -> now(strange))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("'status' is 'MERCHANT_ASLEEP'");
    }

    /** Ten are a list of the stand-in's. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 25})
    void aWindowIsReadToItsEndAndEachRequestOnce(int requests) throws IOException {
        Instant from = shop.clock.instant();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            asked.add(refundAsked(1));
            shop.clock.step(Duration.ofSeconds(3));
        }
        assertThat(OpenShop.all(source, from, shop.clock.instant()))
                .extracting(RawRecord::id)
                .containsExactlyElementsOf(asked);
    }

    @Test
    void moreThanAListInOneSecondAreAllRead() throws IOException {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            asked.add(refundAsked(1));
        }
        Instant at = shop.clock.instant();
        assertThat(OpenShop.all(source, at.minusSeconds(60), at))
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void aWindowOfExactlyOneFullListEndsThere() throws IOException {
        for (int i = 0; i < 10; i++) {
            refundAsked(1);
        }
        FeedPage page = source.page(shop.clock.instant(), shop.clock.instant(), null);
        assertThat(page.records()).hasSize(10);
        assertThat(page.nextToken()).isNull();
        assertThat(page.storefrontNow()).isEqualTo(shop.clock.instant());
    }

    @Test
    void ofTwoLinesWithOneSkuNobodySaysWhichIsMeant() throws IOException {
        String payload = source.fetch(refundAsked(1)).payload();
        String line = payload.substring(payload.indexOf("\"order_lines\":[") + 15, payload.lastIndexOf(']'));
        String twice = payload.replace("[" + line + "]", "[" + line + "," + line + "]");
        assertThat(source.parse(payload).lines()).hasSize(1);
        assertThat(source.parse(twice).lines()).isEmpty();
    }
}
