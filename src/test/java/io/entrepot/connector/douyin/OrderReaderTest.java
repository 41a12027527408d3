package io.entrepot.connector.douyin;

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
            {"order_id":"69","order_status":STATUS,"create_time":1700000000,"update_time":1700000100,
             "pay_time":1700000050,"pay_amount":1300,"order_amount":1500,"a_new_field":{"of":"tomorrow"},
             "encrypt_post_receiver":"#cipher#","encrypt_post_tel":"$cipher$","mask_post_receiver":"张*",
             "post_addr":{"province":{"name":"北京市"},"encrypt_detail":"#cipher#"},
             "mask_post_addr":{"province":{"name":"北京市"},"town":{"name":"海淀区"},"detail":"丹棱街*号"},
             "logistics_info":[PARCELS],
             "sku_order_list":[
              {"order_id":"69","product_id":7,"product_id_str":"7","sku_id":1,"code":"cup","out_sku_id":"0",
               "product_name":"Cup","item_num":2,"origin_amount":500,"after_sale_info":AFTER},
              {"order_id":"70","product_id":7,"sku_id":2,"code":"","out_sku_id":"old","item_num":1,"origin_amount":500}]}
            """;

    private static final String NONE = afterSale(0, 0);

    private final OrderReader reader = new OrderReader(Currency.getInstance("CNY"));

    private static String afterSale(int status, int type) {
        return "{\"after_sale_status\":" + status + ",\"after_sale_type\":" + type + "}";
    }

    private ChannelOrder read(String status, String afterSale, String parcels) throws MalformedRecord {
        return reader.read(
                ORDER.replace("STATUS", status).replace("AFTER", afterSale).replace("PARCELS", parcels));
    }

    @Test
    void theMaskedReceiverIsShownAndNoCipherAndTheNewFieldIsIgnored() throws MalformedRecord {
        ChannelOrder order = read("2", NONE, "");
        assertThat(order.buyer()).isEqualTo("张*");
        assertThat(order.address()).isEqualTo("北京市 海淀区 丹棱街*号");
        assertThat(order.total().minor()).isEqualTo(1300);
        assertThat(order.lines()).extracting(Line::lineNo).containsExactly("69", "70");
        assertThat(order.lines()).extracting(Line::merchantCode).containsExactly("cup", "old");
    }

    @ParameterizedTest
    @CsvSource({"1, PLACED", "105, PAID", "2, PAID", "101, PAID", "3, SHIPPED", "5, COMPLETED", "4, CANCELLED"})
    void eachKnownStateIsOneOfOurs(String status, State state) throws MalformedRecord {
        assertThat(read(status, NONE, "").state()).isEqualTo(state);
        assertThat(read('"' + status + '"', NONE, "").state()).as("as digits").isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"77", "\"paid\"", "103"})
    void anUnknownStateIsNamed(String status) {
        assertThatThrownBy(() -> read(status, NONE, ""))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'order_status' is ")
                .hasMessageContaining(status.replace("\"", ""));
    }

    @Test
    void anUnknownAfterSaleIsNamed() {
        assertThatThrownBy(() -> read("2", afterSale(99, 2), ""))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sale_info.after_sale_status' is '99'");
    }

    @ParameterizedTest
    @CsvSource({"6, true", "7, true", "11, true", "0, false", "27, false", "28, false"})
    void aRefundThatIsAskedForAndNotOverHoldsTheOrder(int status, boolean holds) throws MalformedRecord {
        Instant changed = Instant.ofEpochSecond(1_700_000_100);
        assertThat(read("2", afterSale(status, 2), "").refundRequestedAt()).isEqualTo(holds ? changed : null);
    }

    /** What has left the house is no concern of the order's parcels. */
    @Test
    void aRefundOfWhatWasShippedHoldsNothing() throws MalformedRecord {
        assertThat(read("3", afterSale(6, 1), "").refundRequestedAt()).isNull();
    }

    @Test
    void aRefundBeforeShipmentCancelsItsLineAndNoOther() throws MalformedRecord {
        ChannelOrder order = read("2", afterSale(12, 2), "");
        assertThat(order.lines()).extracting(Line::cancelled).containsExactly(2L, 0L);
        assertThat(order.refundRequestedAt()).isNull();
    }

    @Test
    void aRefundAfterShipmentCancelsNothing() throws MalformedRecord {
        assertThat(read("3", afterSale(12, 0), "").lines())
                .extracting(Line::cancelled)
                .containsExactly(0L, 0L);
    }

    @Test
    void aCancelledOrderIsCancelledWhole() throws MalformedRecord {
        ChannelOrder order = read("4", NONE, "");
        assertThat(order.cancelledAt()).isNotNull();
        assertThat(order.lines()).extracting(Line::cancelled).containsExactly(2L, 1L);
    }

    @Test
    void parcelsSayWhatIsShippedAndTheStateWhereTheyDoNot() throws MalformedRecord {
        String parcel = """
                {"tracking_no":"T1","product_info":[{"sku_order_id":"69","product_count":1}]}""";
        assertThat(read("101", NONE, parcel).lines()).extracting(Line::shipped).containsExactly(1L, 0L);
        assertThat(read("3", NONE, "").lines()).extracting(Line::shipped).containsExactly(2L, 1L);
    }
}
