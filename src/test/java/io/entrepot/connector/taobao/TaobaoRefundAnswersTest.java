package io.entrepot.connector.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seller says to requests through the gateway, and what is left for a person. */
class TaobaoRefundAnswersTest {

    private static final String WORDS = "包裹已经签收";

    private final OpenTaobao shop = new OpenTaobao();

    @AfterEach
    void close() {
        shop.close();
    }

    private static void isRefusedAs(Outcome outcome, ErrorCode code, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            for (String word : words) {
                assertThat(it.message()).contains(word);
            }
        });
    }

    private static OpenTaobao tmall(Map<String, String> more) {
        OpenTaobao open = new OpenTaobao(more, "");
        open.simulator.refunds().onTmall();
        return open;
    }

    @Test
    void payingBackBeforeShipmentClosesTheLine() throws IOException {
        String number = shop.refundAsked(2);
        String no = shop.now(number).orderNo();
        assertThat(shop.accept(shop.now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(number).state()).isEqualTo(State.GRANTED);
        ChannelOrder order = shop.order(no);
        assertThat(order.state()).isEqualTo(ChannelOrder.State.CANCELLED);
        assertThat(order.lines()).extracting(ChannelOrder.Line::cancelled).containsExactly(2L);
        assertThat(order.refundRequestedAt()).isNull();
        assertThat(shop.trade(no)).contains("\"refund_status\":\"SUCCESS\"", "\"status\":\"TRADE_CLOSED\"");
    }

    @Test
    void aReturnIsAcceptedInTwoSteps() throws IOException {
        String number = shop.asked(1, "REFUND_AND_RETURN");
        ChannelAfterSale asked = shop.now(number);
        assertThat(shop.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(number).state()).isEqualTo(State.WITH_BUYER);
        assertThat(shop.accept(asked)).as("again").isEqualTo(Outcome.Applied.SILENT);
        shop.simulator.refunds().sendBack(number);
        // The worst: the goods are there, nobody has looked at them, and the first answer comes once more.
        assertThat(shop.accept(asked)).as("again, late").isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(number).state()).isEqualTo(State.RETURNED);
        assertThat(shop.accept(shop.now(number))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(number).state()).isEqualTo(State.GRANTED);
    }

    @Test
    void aRefusalIsToldInTheSellersWords() throws IOException {
        ChannelAfterSale asked = shop.now(shop.asked(1, "REFUND"));
        assertThat(shop.refuse(asked, WORDS)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.REFUSED);
        assertThat(shop.refuse(asked, WORDS)).as("again").isEqualTo(Outcome.Applied.SILENT);
        isRefusedAs(shop.accept(asked), TaobaoCodes.NOT_ANSWERABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 201})
    void aRefusalInTooFewOrTooManyWordsIsNotSent(int length) throws IOException {
        ChannelAfterSale asked = shop.now(shop.asked(1, "REFUND"));
        isRefusedAs(shop.refuse(asked, "无".repeat(length)), TaobaoCodes.NO_WORDS, "2 to 200");
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.ASKED);
    }

    @Test
    void whatIsNotSentYetCannotBeRefused() throws IOException {
        ChannelAfterSale asked = shop.now(shop.refundAsked(1));
        isRefusedAs(shop.refuse(asked, WORDS), TaobaoCodes.CALL_REFUSED);
        assertThat(shop.order(asked.orderNo()).refundRequestedAt()).isNotNull();
    }

    @Test
    void aCodeOnThePhoneIsForAPerson() throws IOException {
        shop.simulator.refunds().codesAreSent();
        ChannelAfterSale asked = shop.now(shop.refundAsked(1));
        isRefusedAs(shop.accept(asked), TaobaoCodes.PERSON_ANSWERS, "phone", "发送二次验证短信成功");
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.ASKED);
        assertThat(shop.order(asked.orderNo()).refundRequestedAt()).isNotNull();
    }

    @Test
    void onlyASubAccountPaysBack() throws IOException {
        try (OpenTaobao alone = new OpenTaobao(Map.of(), "refund-session")) {
            ChannelAfterSale asked = alone.now(alone.refundAsked(1));
            isRefusedAs(alone.accept(asked), TaobaoCodes.NOT_PERMITTED, "53");
            assertThat(alone.now(asked.number()).state()).isEqualTo(State.ASKED);
        }
    }

    @Test
    void whatTheShopDoesNotPayIsRejected() throws IOException {
        ChannelAfterSale dear = shop.now(shop.refundAsked(481));
        isRefusedAs(shop.accept(dear), TaobaoCodes.NOT_ANSWERABLE, "OP_FAILURE_UE");
        assertThat(shop.now(dear.number()).state()).isEqualTo(State.ASKED);
    }

    @Test
    void goodsAreNotCalledBackToNowhere() throws IOException {
        shop.simulator.refunds().theAddressIsGone();
        ChannelAfterSale asked = shop.now(shop.asked(1, "REFUND_AND_RETURN"));
        isRefusedAs(shop.accept(asked), TaobaoCodes.PERSON_ANSWERS, "address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAOBAO_EXCHANGE", "REPAIR", "RESHIPPING", ""})
    void whatNoCallAnswersIsForAPerson(String type) throws IOException {
        ChannelAfterSale asked = shop.now(shop.asked(1, type));
        isRefusedAs(shop.accept(asked), TaobaoCodes.PERSON_ANSWERS);
        isRefusedAs(shop.refuse(asked, WORDS), TaobaoCodes.PERSON_ANSWERS);
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.ASKED);
    }

    @Test
    void whatTheShopForbidsIsNotSent() throws IOException {
        ChannelAfterSale asked = shop.now(shop.asked(1, "REFUND"));
        shop.simulator.refunds().bind(asked.number(), "refund_onweb");
        isRefusedAs(shop.accept(asked), TaobaoCodes.PERSON_ANSWERS, "page");
        shop.simulator.refunds().bind(asked.number(), "cannot_refuse");
        isRefusedAs(shop.refuse(asked, WORDS), TaobaoCodes.NOT_ANSWERABLE);
        assertThat(shop.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void aRequestThatTheBuyerChangedIsNotAnswered() throws IOException {
        ChannelAfterSale asked = shop.now(shop.refundAsked(2));
        ChannelAfterSale cheaper = new ChannelAfterSale(
                asked.number(),
                asked.orderNo(),
                Kind.REFUND,
                State.ASKED,
                asked.changedAt(),
                asked.askedAt(),
                null,
                asked.refund() == null ? null : asked.refund().times(2),
                "",
                asked.channelState(),
                List.of());
        isRefusedAs(shop.accept(cheaper), TaobaoCodes.NOT_ANSWERABLE);
        shop.simulator.refunds().withdraw(asked.number());
        isRefusedAs(shop.accept(asked), TaobaoCodes.NOT_ANSWERABLE, "CLOSED");
        isRefusedAs(shop.refuse(asked, WORDS), TaobaoCodes.NOT_ANSWERABLE);
    }

    @Test
    void nobodyElsesRequestIsAnswered() throws IOException {
        ChannelAfterSale asked = shop.now(shop.refundAsked(1));
        ChannelAfterSale unknown = new ChannelAfterSale(
                "7", "8", Kind.REFUND, State.ASKED, asked.changedAt(), asked.askedAt(), null, null, "", "", List.of());
        isRefusedAs(shop.accept(unknown), TaobaoCodes.UNKNOWN_REFUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "TRUNCATED_BODY", "DROP_BEFORE_COMMIT"})
    void anAnswerThatWasLostIsUnknownAndMayBeGivenAgain(Fault fault) throws IOException {
        ChannelAfterSale asked = shop.now(shop.refundAsked(1));
        shop.simulator.faults().nextWrite("refunds", fault);
        assertThat(shop.accept(asked)).isInstanceOf(Outcome.Unknown.class);
        assertThat(shop.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.GRANTED);
    }

    @Test
    void whenTheRequestCannotBeReadNothingIsSent() throws IOException {
        ChannelAfterSale asked = shop.now(shop.refundAsked(1));
        shop.simulator.faults().next("refunds", Fault.TRUNCATED_BODY);
        assertThat(shop.accept(asked)).isInstanceOf(Outcome.NotDone.class);
        assertThat(shop.now(asked.number()).state()).isEqualTo(State.ASKED);
    }

    @Test
    void tmallWantsToKnowWhoLooked() throws IOException {
        try (OpenTaobao open = tmall(Map.of("shop", "tmall"))) {
            ChannelAfterSale asked = open.now(open.refundAsked(1));
            isRefusedAs(open.accept(asked), TaobaoCodes.PERSON_ANSWERS, "refund-operator");
        }
        try (OpenTaobao open = tmall(Map.of("shop", "tmall", "refund-operator", "小二"))) {
            ChannelAfterSale asked = open.now(open.refundAsked(1));
            assertThat(open.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
            assertThat(open.now(asked.number()).state()).isEqualTo(State.GRANTED);
        }
    }

    @Test
    void aReviewThatWasLostHasPaidNothing() throws IOException {
        try (OpenTaobao open = tmall(Map.of("shop", "tmall", "refund-operator", "小二"))) {
            ChannelAfterSale asked = open.now(open.refundAsked(1));
            open.simulator.faults().nextWrite("refunds", Fault.DROP_AFTER_COMMIT);
            assertThat(open.accept(asked)).isInstanceOf(Outcome.NotDone.class);
            assertThat(open.now(asked.number()).state()).isEqualTo(State.ASKED);
            assertThat(open.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
        }
    }

    @Test
    void tmallLetsGoodsComeBackAndWantsAPictureWithARefusal() throws IOException {
        try (OpenTaobao open = tmall(Map.of("shop", "tmall", "refund-operator", "小二"))) {
            ChannelAfterSale asked = open.now(open.asked(1, "REFUND_AND_RETURN"));
            isRefusedAs(open.refuse(asked, WORDS), TaobaoCodes.PERSON_ANSWERS, "picture");
            open.clock.step(Duration.ofSeconds(3));
            assertThat(open.accept(asked)).isEqualTo(Outcome.Applied.SILENT);
            assertThat(open.now(asked.number()).state()).isEqualTo(State.WITH_BUYER);
        }
    }

    /** A shop of Tmall's that is not said to be one is told too little, and says so. */
    @Test
    void whatLacksTmallsFieldsIsRefused() throws IOException {
        try (OpenTaobao open = tmall(Map.of())) {
            ChannelAfterSale asked = open.now(open.asked(1, "REFUND"));
            isRefusedAs(open.refuse(asked, WORDS), TaobaoCodes.CALL_REFUSED, "refuse_proof");
            isRefusedAs(open.accept(asked), TaobaoCodes.CALL_REFUSED, "refund_infos");
        }
    }
}
