package io.entrepot.connector.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults.Among;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What buyers ask for, as it is read: the refund's own page, and the trade's. */
class TaobaoRefundsTest {

    private final OpenTaobao shop = new OpenTaobao();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRequestIsReadWhole() throws IOException {
        Instant asked = shop.clock.instant();
        String number = shop.refundAsked(3);
        ChannelAfterSale request = shop.now(number);
        assertThat(request.number()).isEqualTo(number);
        assertThat(request.kind()).isEqualTo(Kind.REFUND);
        assertThat(request.state()).isEqualTo(State.ASKED);
        assertThat(request.askedAt()).isEqualTo(asked);
        assertThat(request.changedAt()).isEqualTo(asked);
        assertThat(request.answerBy()).isEqualTo(asked.plus(Duration.ofDays(2)));
        assertThat(request.refund()).isEqualTo(new Money(3750, OpenTaobao.CNY));
        assertThat(request.reason()).isEqualTo("不喜欢/不想要");
        assertThat(request.channelState()).isEqualTo("WAIT_SELLER_AGREE");
        ChannelOrder order = shop.order(request.orderNo());
        assertThat(request.lines())
                .containsExactly(new Line(order.lines().get(0).lineNo(), 3));
    }

    @Test
    void bothPagesTellOfARequestUntilItIsTakenBack() throws IOException {
        String number = shop.refundAsked(1);
        String no = shop.now(number).orderNo();
        assertThat(shop.order(no).refundRequestedAt()).isNotNull();
        assertThat(shop.trade(no)).contains("\"refund_status\":\"WAIT_SELLER_AGREE\"", "\"refund_id\":\"" + number);
        shop.clock.step(Duration.ofSeconds(5));
        shop.simulator.refunds().withdraw(number);
        assertThat(shop.now(number).state()).isEqualTo(State.WITHDRAWN);
        assertThat(shop.now(number).answerBy()).isNull();
        ChannelOrder order = shop.order(no);
        assertThat(order.refundRequestedAt()).isNull();
        assertThat(order.changedAt()).isEqualTo(shop.now(number).changedAt());
        assertThat(shop.trade(no)).contains("\"refund_status\":\"CLOSED\"");
    }

    @Test
    void anOrderIsHeldUntilTheLastOfItsRequestsIsOver() throws IOException {
        String no = shop.simulator
                .shop()
                .place(Purchase.of(true, List.of(new Purchase.Line("cup", 1), new Purchase.Line("mug", 2))));
        shop.simulator.shop().requestRefund(no);
        List<String> numbers = shop.simulator.refunds().of(no);
        assertThat(numbers).hasSize(2);
        shop.accept(shop.now(numbers.get(0)));
        ChannelOrder half = shop.order(no);
        assertThat(half.lines()).extracting(ChannelOrder.Line::cancelled).containsExactly(1L, 0L);
        assertThat(half.refundRequestedAt()).isNotNull();
        shop.simulator.refunds().withdraw(numbers.get(1));
        assertThat(shop.order(no).refundRequestedAt()).isNull();
        assertThat(shop.order(no).state()).isEqualTo(ChannelOrder.State.PAID);
    }

    @Test
    void aRequestAboutWhatIsSentShowsOnTheTradeAndHoldsNothing() throws IOException {
        String number = shop.asked(1, "REFUND_AND_RETURN");
        String no = shop.now(number).orderNo();
        assertThat(shop.trade(no)).contains("\"refund_status\":\"WAIT_SELLER_AGREE\"", "\"refund_id\":\"" + number);
        assertThat(shop.order(no).refundRequestedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "WAIT_SELLER_AGREE,ASKED",
        "WAIT_BUYER_RETURN_GOODS,WITH_BUYER",
        "WAIT_SELLER_CONFIRM_GOODS,RETURNED",
        "SELLER_REFUSE_BUYER,REFUSED",
        "CLOSED,WITHDRAWN",
        "SUCCESS,GRANTED",
        "WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS,WITH_BUYER",
        "EXCHANGE_TRANSFORM_TO_REFUND,WITHDRAWN",
        "WAIT_SELLER_CONSIGN_GOODS,RETURNED",
        "WAIT_BUYER_CONFIRM_REDO_SEND_GOODS,WITH_BUYER",
        "WAIT_SELLER_CONFIRM_RETURN_ADDRESS,ASKED",
        "WAIT_SELLER_CONSIGN_GOOGDS,RETURNED",
        "EXCHANGE_WAIT_BUYER_CONFIRM_GOODS,WITH_BUYER",
        "POST_FEE_DISPUTE_WAIT_ACTIVATE,WITH_STOREFRONT"
    })
    void everyWordOfThePagesIsKnown(String word, State state) throws IOException {
        String number = shop.asked(1, "REFUND_AND_RETURN");
        shop.simulator.refunds().set(number, word);
        assertThat(shop.now(number).state()).isEqualTo(state);
        assertThat(shop.now(number).channelState()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUND,REFUND",
        "REFUND_AND_RETURN,RETURN",
        "TMALL_EXCHANGE,EXCHANGE",
        "TAOBAO_EXCHANGE,EXCHANGE",
        "REPAIR,OTHER",
        "RESHIPPING,OTHER",
        "OTHERS,OTHER",
        "'',REFUND"
    })
    void everyKindOfThePageIsKnown(String type, Kind kind) throws IOException {
        assertThat(shop.now(shop.asked(1, type)).kind()).isEqualTo(kind);
    }

    @Test
    void whereNoKindIsNamedTheGoodsTellIt() throws IOException {
        String payload = shop.source.fetch(shop.asked(1, "REFUND_AND_RETURN")).payload();
        String unnamed = payload.replace(",\"dispute_type\":\"REFUND_AND_RETURN\"", "");
        assertThat(unnamed).isNotEqualTo(payload);
        assertThat(shop.source.parse(unnamed).kind()).isEqualTo(Kind.RETURN);
        assertThatThrownBy(() -> shop.source.parse(payload.replace("REFUND_AND_RETURN", "BARTER")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("'dispute_type' is 'BARTER'");
    }

    @Test
    void anUnknownWordSetsTheRecordAsideAndStopsNobody() throws IOException {
        String strange = shop.refundAsked(1);
        String other = shop.refundAsked(1);
        shop.simulator.refunds().set(strange, "WAIT_FOR_THE_MOON");
        Instant now = shop.clock.instant();
        assertThat(shop.all(now.minusSeconds(60), now))
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrder(strange, other);
        assertThatThrownBy(() -> shop.now(strange))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("'status' is 'WAIT_FOR_THE_MOON'");
    }

    /** Fifty are a page. */
    @ParameterizedTest
    @ValueSource(ints = {1, 49, 50, 51, 120})
    void aWindowIsReadToItsEndAndEachRequestOnce(int requests) throws IOException {
        Instant from = shop.clock.instant();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            asked.add(shop.refundAsked(1));
            shop.clock.step(Duration.ofSeconds(7));
        }
        assertThat(shop.all(from, shop.clock.instant()))
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    /** The requests of one second have pages, the newest first: the last is read first, so that what leaves the first hides nothing. */
    @Test
    void requestsThatChangeWhileTheirPagesAreReadHideNoOthers() throws IOException {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            asked.add(shop.refundAsked(1));
        }
        Instant to = shop.clock.instant();
        Set<String> seen = new HashSet<>();
        Set<String> changed = new HashSet<>();
        String token = null;
        do {
            FeedPage page = shop.source.page(to.minusSeconds(60), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            shop.clock.step(Duration.ofSeconds(2));
            for (int i = 0; !page.records().isEmpty() && i < 10; i++) {
                String number = asked.get(asked.size() - 1 - changed.size());
                shop.simulator.refunds().withdraw(number);
                changed.add(number);
            }
        } while (token != null);
        assertThat(changed).hasSizeGreaterThan(10);
        Set<String> all = new HashSet<>(seen);
        all.addAll(changed);
        assertThat(all).containsAll(asked);
        assertThat(shop.all(to.plusSeconds(1), shop.clock.instant()))
                .extracting(RawRecord::id)
                .containsExactlyInAnyOrderElementsOf(changed);
    }

    @Test
    void aListedRequestThatCannotBeHadIsSetAsideAndStopsNobody() throws IOException {
        String number = shop.refundAsked(1);
        Instant now = shop.clock.instant();
        FeedPage page = shop.source.page(now.minusSeconds(60), now, "999," + number + "|");
        assertThat(page.records()).extracting(RawRecord::id).containsExactly("999", number);
        assertThatThrownBy(() -> shop.source.parse(page.records().get(0).payload()))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void aRequestThatIsNotThereHasAnIdOfItsOwn() {
        assertThatThrownBy(() -> shop.source.fetch("999"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(TaobaoCodes.UNKNOWN_REFUND));
    }

    @Test
    void aSpecialRefundIsToldByAnotherCall() throws IOException {
        String number = shop.asked(1, "");
        assertThat(shop.source.fetch(number).payload()).contains("\"special_refund_type\":\"cashBack\"");
        Instant now = shop.clock.instant();
        assertThat(shop.all(now.minusSeconds(60), now))
                .extracting(RawRecord::id)
                .containsExactly(number);
    }

    @Test
    void aBanIsHeeded() {
        shop.simulator.faults().script("refunds", Fault.TOO_MANY_CALLS, Among.ALL, Optional.of(Duration.ofSeconds(31)));
        Instant now = shop.clock.instant();
        assertThatThrownBy(() -> shop.source.page(now.minusSeconds(60), now, null))
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isEqualTo(Duration.ofSeconds(31)));
    }
}
