package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderReaderTest {

    private static final String ORDER = """
            {"order_id":"3712","status":STATUS,"create_time":1700000000,"update_time":1700000100,
             "a_new_field":{"of":"tomorrow"},
             "order_detail":{
              "product_infos":[
               {"product_id":"7","sku_id":"1","sku_cnt":2,"sale_price":500,"product_unique_id":"3712_001"},
               {"product_id":"7","sku_id":"1","sku_cnt":2,"sale_price":0,"product_unique_id":"3712_002"}],
              "pay_info":{"pay_time":1700000050},
              "price_info":{"order_price":1000},
              "delivery_info":{"address_info":{"user_name":"张**","detail_info":"***","tel_number":"138****0000"},
               "delivery_product_info":[PARCELS]}}}
            """;

    private final OrderReader reader = new OrderReader(Currency.getInstance("CNY"));

    private static String order(String status, String parcels) {
        return ORDER.replace("STATUS", status).replace("PARCELS", parcels);
    }

    /** One of them was perhaps given as a present. */
    @Test
    void unitsOfOneSkuInTwoLinesAreShippedOnce() throws MalformedRecord {
        String parcel = """
                {"waybill_id":"T1","product_infos":[{"product_id":"7","sku_id":"1","product_cnt":3}]}""";
        assertThat(reader.read(order("21", parcel)).lines())
                .extracting(Line::shipped)
                .containsExactly(2L, 1L);
    }

    @Test
    void aShippedOrderWhoseParcelsDoNotSayWhatIsInThemIsShippedWhole() throws MalformedRecord {
        assertThat(reader.read(order("30", "{\"waybill_id\":\"T1\"}")).lines())
                .extracting(Line::shipped)
                .containsExactly(2L, 2L);
    }

    @Test
    void aMaskedReceiverAndANewFieldLoseNoOrder() throws MalformedRecord {
        assertThat(reader.read(order("20", "")).buyer()).isEqualTo("张**");
    }

    @ParameterizedTest
    @CsvSource({
        "10, PLACED",
        "12, PLACED",
        "13, PLACED",
        "20, PAID",
        "21, PAID",
        "30, SHIPPED",
        "100, COMPLETED",
        "200, CANCELLED",
        "250, CANCELLED"
    })
    void eachKnownStateIsOneOfOurs(String status, State state) throws MalformedRecord {
        assertThat(reader.read(order(status, "")).state()).isEqualTo(state);
    }

    @Test
    void anUnknownStateIsNamed() {
        assertThatThrownBy(() -> reader.read(order("77", "")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'status' is '77'");
        assertThatThrownBy(() -> reader.read(order("\"paid\"", "")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field 'status' is \"paid\"");
    }

    @Test
    void whereAllWasRefundedNothingIsLeftToBeSent() throws MalformedRecord {
        String parcel = """
                {"waybill_id":"T1","product_infos":[{"product_id":"7","sku_id":"1","product_cnt":1}]}""";
        assertThat(reader.read(order("200", parcel)).lines())
                .extracting(Line::cancelled)
                .containsExactly(1L, 2L);
    }
}
