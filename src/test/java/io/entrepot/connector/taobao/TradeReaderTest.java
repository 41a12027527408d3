package io.entrepot.connector.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeReaderTest {

    private static final String TRADE = """
            {"tid":2231958349012345678,"type":"TYPE","status":"STATUS","created":"2026-11-11 00:00:01",
             "modified":"2026-11-11 00:10:00","PAYTIME":"2026-11-11 00:00:05","payment":"20.07","oaid":"1xyz",
             "receiver_name":"张**","receiver_state":"浙江省","receiver_address":"文**","a_new_field":{"of":"tomorrow"},
             "orders":{"order":[
               {"oid":1,"num_iid":7,"sku_id":"70","outer_sku_id":"cup","num":2,"price":"10.00","status":"FIRST",
                "refund_status":"REFUND","consign_time":"SENT"},
               {"oid":2,"num_iid":8,"outer_iid":"plate","num":1,"price":"0.07","status":"SECOND"}]}
             PARCELS}
            """;

    private final TradeReader reader = new TradeReader(Currency.getInstance("CNY"));

    private static String trade(String status, String first, String second) {
        return TRADE.replace("STATUS", status)
                .replace("FIRST", first)
                .replace("SECOND", second)
                .replace("REFUND", "NO_REFUND")
                .replace("PAYTIME", "pay_time")
                .replace("TYPE", "fixed")
                .replace("SENT", "")
                .replace("PARCELS", "");
    }

    private static String paid() {
        return trade("WAIT_SELLER_SEND_GOODS", "WAIT_SELLER_SEND_GOODS", "WAIT_SELLER_SEND_GOODS");
    }

    @Test
    void aMaskedReceiverAndANewFieldLoseNoOrder() throws MalformedRecord {
        ChannelOrder order = reader.read(paid());
        assertThat(order.orderNo()).isEqualTo("2231958349012345678");
        assertThat(order.buyer()).isEqualTo("张**");
        assertThat(order.address()).isEqualTo("浙江省 文**");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-10T16:00:01Z"));
        assertThat(order.paidAt()).isEqualTo(Instant.parse("2026-11-10T16:00:05Z"));
        assertThat(order.total()).isEqualTo(Money.of(2007, "CNY"));
        assertThat(order.lines()).extracting(Line::merchantCode).containsExactly("cup", "plate");
        assertThat(order.lines()).extracting(Line::channelSkuId).containsExactly("70", "8");
    }

    @ParameterizedTest
    @CsvSource({
        "TRADE_NO_CREATE_PAY, PLACED",
        "WAIT_BUYER_PAY, PLACED",
        "PAY_PENDING, PLACED",
        "WAIT_PRE_AUTH_CONFIRM, PLACED",
        "PAID_FORBID_CONSIGN, PLACED",
        "WAIT_SELLER_SEND_GOODS, PAID",
        "SELLER_CONSIGNED_PART, PAID",
        "WAIT_BUYER_CONFIRM_GOODS, SHIPPED",
        "TRADE_BUYER_SIGNED, COMPLETED",
        "TRADE_FINISHED, COMPLETED",
        "TRADE_CLOSED, CANCELLED",
        "TRADE_CLOSED_BY_TAOBAO, CANCELLED"
    })
    void eachKnownStateIsOneOfOurs(String status, State state) throws MalformedRecord {
        assertThat(reader.read(trade(status, status, status)).state()).isEqualTo(state);
    }

    @Test
    void anUnknownStateIsNamed() {
        assertThatThrownBy(() -> reader.read(trade("WAIT_FOR_THE_MOON", "WAIT_BUYER_PAY", "WAIT_BUYER_PAY")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'status' is 'WAIT_FOR_THE_MOON'");
        assertThatThrownBy(() -> reader.read(trade("WAIT_BUYER_PAY", "WAIT_BUYER_PAY", "NEW")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'orders.order[1].status' is 'NEW'");
        assertThatThrownBy(() -> reader.read(paid().replace("NO_REFUND", "NEW")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("refund_status' is 'NEW'");
    }

    @ParameterizedTest
    @CsvSource({
        "WAIT_SELLER_AGREE, true",
        "WAIT_BUYER_RETURN_GOODS, true",
        "WAIT_SELLER_CONFIRM_GOODS, true",
        "SELLER_REFUSE_BUYER, false",
        "CLOSED, false",
        "SUCCESS, false"
    })
    void aRefundThatIsAskedForHoldsWhatIsNotSent(String refund, boolean holds) throws MalformedRecord {
        ChannelOrder order = reader.read(paid().replace("NO_REFUND", refund));
        assertThat(order.refundRequestedAt() != null).isEqualTo(holds);
        String sent = trade("WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "WAIT_BUYER_CONFIRM_GOODS");
        assertThat(reader.read(sent.replace("NO_REFUND", refund)).refundRequestedAt())
                .isNull();
    }

    @Test
    void aLineThatIsRefundedBeforeItWasSentIsCancelledAndTheOthersStay() throws MalformedRecord {
        ChannelOrder order = reader.read(trade("WAIT_SELLER_SEND_GOODS", "TRADE_CLOSED", "WAIT_SELLER_SEND_GOODS"));
        assertThat(order.state()).isEqualTo(State.PAID);
        assertThat(order.lines()).extracting(Line::cancelled).containsExactly(2L, 0L);
    }

    @Test
    void aTradeThatIsClosedAfterItWasSentIsNoCancellation() throws MalformedRecord {
        String closed = trade("TRADE_CLOSED", "TRADE_CLOSED", "TRADE_CLOSED_BY_TAOBAO")
                .replace("\"consign_time\":\"\"", "\"consign_time\":\"2026-11-11 00:05:00\"");
        ChannelOrder order = reader.read(closed);
        assertThat(order.state()).isEqualTo(State.COMPLETED);
        assertThat(order.cancelledAt()).isNull();
        assertThat(order.lines()).extracting(Line::shipped).containsExactly(2L, 0L);
        assertThat(order.lines()).extracting(Line::cancelled).containsExactly(0L, 1L);
    }

    @Test
    void partsOfALineThatLeftAreCounted() throws MalformedRecord {
        String parts = TRADE.replace("PARCELS", """
                ,"combine_logistics_details":{"combine_logistics_detail":[{"sub_order_id":"1","invoice_no":"T1",
                 "send_goods_details":{"send_goods_detail":[{"type":0,"consign_status":1,"amount":1},
                  {"type":3,"amount":5}]}}]}""");
        String trade = parts.replace("STATUS", "SELLER_CONSIGNED_PART")
                .replace("FIRST", "WAIT_SELLER_SEND_GOODS")
                .replace("SECOND", "WAIT_BUYER_CONFIRM_GOODS")
                .replace("REFUND", "NO_REFUND");
        assertThat(reader.read(trade).lines()).extracting(Line::shipped).containsExactly(1L, 1L);
    }

    @Test
    void whatIsPaidAtTheDoorIsToBeSent() throws MalformedRecord {
        ChannelOrder order = reader.read(paid().replace("\"fixed\"", "\"cod\"").replace("pay_time", "unpaid"));
        assertThat(order.paidAt()).isEqualTo(order.placedAt());
    }
}
