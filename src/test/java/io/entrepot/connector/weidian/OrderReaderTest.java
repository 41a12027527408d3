package io.entrepot.connector.weidian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private static final String ORDER = """
            {"changed_at":1700000100,"order":{
             "order_id":"8123","status":"pay","status_ori":"20","refund_status_ori":"0",
             "add_time":"2023-11-15 06:13:20","pay_time":"2023-11-15 06:14:00","total":"35.80","a_new_field":{"of":"tomorrow"},
             "buyer_info":{"name":"张**","phone":"138****0000","province":"陕西","city":"安康","region":"岚皋县",
              "self_address":"***"},
             "items":[
              {"item_id":"7","sku_id":"1","sub_order_id":64101,"item_name":"Cup","merchant_code":"C","quantity":"2",
               "sku_merchant_code":"c-1","price":"12.90","total_price":"25.80","is_delivered":0,"deliver_id":"0",
               "refund_info":{"refund_status":"","refund_item_fee":""}},
              {"item_id":"8","sku_id":"0","sub_order_id":64102,"item_name":"Pot","merchant_code":"P","quantity":"1",
               "sku_merchant_code":null,"price":"10.00","total_price":"10.00","is_delivered":0,"deliver_id":"0",
               "refund_info":{"refund_status":"STATE","refund_item_fee":"FEE"}}]}}
            """;

    private final OrderReader reader = new OrderReader(Currency.getInstance("CNY"));

    private static String order(String refundState, String fee) {
        return ORDER.replace("STATE", refundState).replace("FEE", fee);
    }

    private static final String PLAIN = order("", "");

    @Test
    void anOrderIsReadWholeWithTimesOfChinaAndAMaskedReceiver() throws MalformedRecord {
        ChannelOrder order = reader.read(PLAIN);
        assertThat(order.buyer()).isEqualTo("张**");
        assertThat(order.address()).isEqualTo("陕西 安康 岚皋县 ***");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(order.paidAt()).isEqualTo(Instant.parse("2023-11-14T22:14:00Z"));
        assertThat(order.changedAt()).isEqualTo(Instant.ofEpochSecond(1700000100));
        assertThat(order.total().minor()).isEqualTo(3580);
        assertThat(order.lines()).extracting(Line::lineNo).containsExactly("64101", "64102");
        assertThat(order.lines()).extracting(Line::merchantCode).containsExactly("c-1", "P");
        assertThat(order.refundRequestedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10, PLACED",
        "21, PLACED",
        "20, PAID",
        "31, PAID",
        "30, SHIPPED",
        "40, SHIPPED",
        "50, COMPLETED",
        "60, CANCELLED"
    })
    void eachKnownStateIsOneOfOurs(String status, State state) throws MalformedRecord {
        assertThat(reader.read(PLAIN.replace("\"20\"", "\"" + status + "\"")).state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status_ori", "refund_status_ori"})
    void anUnknownStateIsNamed(String field) {
        String spoilt = PLAIN.replaceFirst("\"" + field + "\":\"\\d+\"", "\"" + field + "\":\"77\"");
        assertThatThrownBy(() -> reader.read(spoilt))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'order." + field + "' is '77'");
    }

    @Test
    void aLineWhoseMoneyIsAllGivenBackIsCancelled() throws MalformedRecord {
        ChannelOrder order =
                reader.read(order("10", "10.00").replace("\"refund_status_ori\":\"0\"", "\"refund_status_ori\":\"2\""));
        assertThat(order.lines()).extracting(Line::cancelled).containsExactly(0L, 1L);
        assertThat(order.refundRequestedAt()).isNull();
    }

    /** It may be a reduction; the goods are still to be sent, so they are not given back to the shelf. */
    @Test
    void aLineOfWhichSomeMoneyIsGivenBackIsNotCancelled() throws MalformedRecord {
        assertThat(reader.read(order("10", "3.00")).lines())
                .extracting(Line::cancelled)
                .containsExactly(0L, 0L);
    }

    @Test
    void aRefundWithoutItsAmountIsNotGuessed() {
        assertThatThrownBy(() -> reader.read(order("10", "")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("refund_item_fee");
    }

    @Test
    void aRefundThatIsAskedForOrHasBegunIsTold() throws MalformedRecord {
        String asked = PLAIN.replace("\"refund_status_ori\":\"0\"", "\"refund_status_ori\":\"1\"");
        assertThat(reader.read(asked).refundRequestedAt()).isNotNull();
        assertThat(reader.read(PLAIN.replace("\"pay\"", "\"unship_refunding\"")).refundRequestedAt())
                .isNotNull();
        assertThat(reader.read(order("4", "")).refundRequestedAt()).isNotNull();
        String closed = order("4", "").replace("\"refund_status_ori\":\"0\"", "\"refund_status_ori\":\"3\"");
        assertThat(reader.read(closed).refundRequestedAt()).isNull();
    }

    @Test
    void whatIsPaidAtTheDoorCountsAsPaidWhenItWasPlaced() throws MalformedRecord {
        ChannelOrder order = reader.read(PLAIN.replace("2023-11-15 06:14:00", ""));
        assertThat(order.state()).isEqualTo(State.PAID);
        assertThat(order.paidAt()).isEqualTo(order.placedAt());
    }

    @Test
    void aTimeMayHaveALetterBetweenDayAndTime() throws MalformedRecord {
        assertThat(reader.read(PLAIN.replace("2023-11-15 06", "2023-11-15T06"))).isEqualTo(reader.read(PLAIN));
        assertThatThrownBy(() -> reader.read(PLAIN.replace("2023-11-15 06:13:20", "yesterday")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'order.add_time' is 'yesterday'");
    }

    @Test
    void linesThatCannotBeToldApartAreMalformed() {
        String same = PLAIN.replace("64102", "64101");
        assertThatThrownBy(() -> reader.read(same))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("sub_order_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1.00", "35.805", "free"})
    void anAmountThatIsNoneIsNamed(String amount) {
        assertThatThrownBy(() -> reader.read(PLAIN.replace("35.80", amount)))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'order.total' is '" + amount + "'");
    }
}
