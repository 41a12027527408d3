package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.Instant;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one request says. */
class AfterSaleReaderTest {

    private static final String REFUND = """
            {"id": 7, "order_sn": "190228-355530178612389", "after_sale_reason": "不想要了", "after_sales_status": %s,
             "after_sales_type": %s, "created_time": "1551612204", "updated_time": "1551612300", "refund_amount": "12.5",
             "sku_id": "31", "goods_number": "3"%s}""";

    private final AfterSaleReader reader = new AfterSaleReader(Currency.getInstance("CNY"));

    private ChannelAfterSale read(String status, String type, String more, String detail) throws MalformedRecord {
        return reader.read("{\"refund\": " + REFUND.formatted(status, type, more)
                + (detail.isEmpty() ? "" : ", \"detail\": " + detail) + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "2, ASKED",
        "3, ASKED",
        "4, WITH_STOREFRONT",
        "5, WITH_STOREFRONT",
        "6, WITH_BUYER",
        "7, WITH_BUYER",
        "8, WITH_STOREFRONT",
        "9, REFUSED",
        "10, GRANTED",
        "11, WITHDRAWN",
        "12, WITHDRAWN",
        "13, WITHDRAWN",
        "14, ASKED",
        "15, WITH_BUYER",
        "16, GRANTED",
        "17, REFUSED",
        "18, WITH_BUYER",
        "21, ASKED",
        "22, WITH_BUYER",
        "24, REFUSED",
        "25, GRANTED",
        "27, WITH_BUYER",
        "31, WITH_BUYER",
        "32, ASKED",
        "33, ASKED"
    })
    void everyStateOfThePageIsKnown(String status, State state) throws MalformedRecord {
        assertThat(read(status, "3", "", "").state()).isEqualTo(state);
        assertThat(read(status, "3", "", "").channelState()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "19", "20", "23", "26", "28", "30", "34", "\"open\"", "null"})
    void noOtherStateIs(String status) {
        assertThatThrownBy(() -> read(status, "3", "", ""))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sales_status");
    }

    @ParameterizedTest
    @CsvSource({"2, REFUND", "3, RETURN", "4, EXCHANGE", "5, OTHER", "6, OTHER"})
    void everyKindOfTheListIsKnown(String type, Kind kind) throws MalformedRecord {
        assertThat(read("2", type, "", "").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "7", "9", "\"\""})
    void noOtherKindIs(String type) {
        assertThatThrownBy(() -> read("2", type, "", ""))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sales_type");
    }

    /** There, 1 is what is 2 in the list. */
    @Test
    void theKindOfTheDetailIsNotRead() throws MalformedRecord {
        assertThat(read("2", "2", "", "{\"after_sales_status\": 2, \"after_sales_type\": 1}")
                        .kind())
                .isEqualTo(Kind.REFUND);
    }

    @Test
    void goodsThatAreOnTheirWayBackMakeItTheSellersTurnToLook() throws MalformedRecord {
        assertThat(read("3", "3", ", \"shipping_name\": \"中通快递\"", "").state()).isEqualTo(State.RETURNED);
        assertThat(read("3", "3", "", "{\"after_sales_status\": 3, \"express_no\": \"ZT1\"}")
                        .state())
                .isEqualTo(State.RETURNED);
        assertThat(read("14", "4", "", """
                        {"after_sales_status": 14, "exchange_shipping_detail": {"customer_send_back_trunk_number": "ZT1"}}""").state()).isEqualTo(State.RETURNED);
        assertThat(read("2", "2", ", \"tracking_number\": \"ZT1\"", "").state()).isEqualTo(State.ASKED);
    }

    @Test
    void aDetailOfAnotherStateIsLeftAlone() throws MalformedRecord {
        String later = "{\"after_sales_status\": 7, \"expire_time\": 1638792640659, \"remark\": \"later\"}";
        assertThat(read("3", "3", "", later).answerBy()).isNull();
        assertThat(read("3", "3", "", later).reason()).isEqualTo("不想要了");
        assertThat(read("7", "3", "", later).answerBy()).isEqualTo(Instant.ofEpochMilli(1638792640659L));
    }

    @Test
    void aPartOfTheUnitsIsSaidAndAShareIsNot() throws MalformedRecord {
        assertThat(read("3", "3", "", "").lines()).containsExactly(new ChannelAfterSale.Line("31", 3));
        assertThat(read("3", "3", "", """
                        {"after_sales_status": 3, "part_after_sales_type": 1, "part_after_sales_value": 2}""").lines()).containsExactly(new ChannelAfterSale.Line("31", 2));
        assertThat(read("3", "3", "", """
                        {"after_sales_status": 3, "part_after_sales_type": 2, "part_after_sales_value": 50}""").lines()).isEmpty();
    }

    @Test
    void timesAreSecondsOrThoseOfTheClocksInChina() throws MalformedRecord {
        assertThat(read("2", "2", "", "").askedAt()).isEqualTo(Instant.parse("2019-03-03T11:23:24Z"));
        String clocks = REFUND.formatted("2", "2", "").replace("1551612204", "2019-03-03 19:23:24");
        assertThat(reader.read("{\"refund\": " + clocks + "}").askedAt())
                .isEqualTo(Instant.parse("2019-03-03T11:23:24Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "order_sn", "updated_time", "created_time", "refund_amount", "goods_number"})
    void aMissingFieldIsNamed(String field) {
        String broken = REFUND.formatted("2", "2", "").replace('"' + field + '"', "\"other\"");
        assertThatThrownBy(() -> reader.read("{\"refund\": " + broken + "}"))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining(field);
    }
}
