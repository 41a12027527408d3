package io.entrepot.connector.pinduoduo;

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
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private static final String ORDER = """
            {"order_sn":"261111-1","confirm_status":1,"order_status":1,"refund_status":1,"risk_control_status":0,
             "created_time":"2026-11-11 00:00:01","updated_at":"2026-11-11 00:00:09","pay_time":"2026-11-11 00:00:03",
             "pay_amount":19.9,"province":"上海市","city":"上海市","town":"浦东新区",
             "receiver_name":"~AgAAAACipher~","receiver_name_mask":"张*","receiver_address":"","receiver_address_mask":"***",
             "a_new_field":"of tomorrow",
             "item_list":[
              {"goods_id":"7","sku_id":"70","outer_id":"cup","goods_name":"Cup","goods_count":2,"goods_price":9.95},
              {"goods_id":7,"sku_id":70,"goods_count":"1","goods_price":"0"}]}
            """;

    private final OrderReader reader = new OrderReader(Currency.getInstance("CNY"));

    private ChannelOrder with(String field, String value) throws MalformedRecord {
        return reader.read(ORDER.replaceFirst("\"" + field + "\":[^,}]+", "\"" + field + "\":" + value));
    }

    @Test
    void timesAreThoseOfChinaAndAmountsAreYuan() throws MalformedRecord {
        ChannelOrder order = reader.read(ORDER);
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2026-11-10T16:00:01Z"));
        assertThat(order.paidAt()).isEqualTo(Instant.parse("2026-11-10T16:00:03Z"));
        assertThat(order.total()).isEqualTo(Money.of(1990, "CNY"));
        assertThat(order.lines().get(0).unitPrice()).isEqualTo(Money.of(995, "CNY"));
    }

    @Test
    void anEncryptedReceiverIsPassedOnAndAnEmptyOneIsTheMaskedOne() throws MalformedRecord {
        ChannelOrder order = reader.read(ORDER);
        assertThat(order.buyer()).isEqualTo("~AgAAAACipher~");
        assertThat(order.address()).isEqualTo("上海市 上海市 浦东新区 ***");
        assertThat(with("receiver_name", "\"\"").buyer()).isEqualTo("张*");
    }

    @Test
    void twoLinesOfOneSkuHaveTwoNumbers() throws MalformedRecord {
        assertThat(reader.read(ORDER).lines()).extracting(Line::lineNo).containsExactly("70", "70-2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0, PLACED",
        "1, 1, 1, 0, PAID",
        "1, 1, 1, 1, PLACED",
        "1, 1, 2, 0, PAID",
        "1, 1, 3, 0, PAID",
        "1, 1, 4, 0, CANCELLED",
        "1, 2, 1, 0, SHIPPED",
        "1, 2, 4, 0, SHIPPED",
        "1, 3, 1, 0, COMPLETED",
        "2, 1, 1, 0, CANCELLED"
    })
    void eachKnownStateIsOneOfOurs(String confirmed, String sent, String refund, String risk, State state)
            throws MalformedRecord {
        String order = ORDER.replace("\"confirm_status\":1", "\"confirm_status\":" + confirmed)
                .replace("\"order_status\":1", "\"order_status\":" + sent)
                .replace("\"refund_status\":1", "\"refund_status\":" + refund)
                .replace("\"risk_control_status\":0", "\"risk_control_status\":" + risk);
        ChannelOrder read = reader.read(order);
        assertThat(read.state()).isEqualTo(state);
        assertThat(read.refundRequestedAt() != null).isEqualTo(refund.equals("2") || refund.equals("3"));
    }

    @ParameterizedTest
    @CsvSource({"0, PLACED", "1, PLACED", "2, PAID"})
    void anOrderOfWhichOnlyTheDepositWasPaidIsNotPaid(String step, State state) throws MalformedRecord {
        String deposit = "{\"step_trade_status\":" + step + "}";
        assertThat(with("a_new_field", "1,\"step_order_info\":" + deposit).state())
                .isEqualTo(state);
        assertThatThrownBy(() -> with("a_new_field", "1,\"step_order_info\":{\"step_trade_status\":7}"))
                .hasMessageContaining("field 'step_order_info.step_trade_status' is '7'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm_status", "order_status", "refund_status", "risk_control_status"})
    void anUnknownOrMissingStateIsNamed(String field) {
        assertThatThrownBy(() -> with(field, "77"))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field '" + field + "' is '77'");
        assertThatThrownBy(() -> with(field, "null"))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field '" + field + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.999", "\"free\"", "null"})
    void whatIsNoAmountIsNamed(String amount) {
        assertThatThrownBy(() -> with("pay_amount", amount))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'pay_amount'");
    }
}
