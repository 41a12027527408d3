package io.entrepot.connector.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private static final String ORDER = """
            {"no":"M1","state":"paid","changed_at":"2026-06-01T12:00:00.500Z","placed_at":"2026-06-01T12:00:00.000Z",
             "paid_at":"2026-06-01T12:00:00.500Z","cancelled_at":null,"total":{"amount":"25.00","currency":"CNY"},
             "buyer":"王芳","address":"上海","gift_wrap":true,
             "lines":[{"no":"1","item_id":"1001","sku_id":"500001","sku_code":"s1","title":"绿茶","quantity":2,"shipped":0,
                       "cancelled":1,"price":{"amount":"12.50","currency":"CNY"}}]}
            """;

    private final ObjectNode order;

    OrderReaderTest() throws JsonProcessingException {
        order = (ObjectNode) new ObjectMapper().readTree(ORDER);
    }

    @Test
    void readsAWholeOrderAndPassesOverWhatItDoesNotKnow() throws MalformedRecord {
        ChannelOrder read = OrderReader.read(ORDER);
        assertThat(read.changedAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00.500Z"));
        assertThat(read.cancelledAt()).isNull();
        assertThat(read.buyer()).isEqualTo("王芳");
        assertThat(read.lines())
                .containsExactly(
                        new ChannelOrder.Line("1", "1001", "500001", "s1", "绿茶", 2, 0, 1, Money.of(1250, "CNY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "state", "changed_at", "placed_at", "total", "lines"})
    void namesAMissingFieldOfTheOrder(String field) {
        order.remove(field);
        refused(order.toString(), "field '" + field + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "item_id", "sku_id", "quantity", "shipped", "cancelled", "price"})
    void namesAMissingFieldOfALine(String field) {
        ((ObjectNode) order.get("lines").get(0)).remove(field);
        refused(order.toString(), "field 'lines[0]." + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"state\":\"paid\"|\"state\":\"teleported\"|'state' is 'teleported'",
                "\"quantity\":2|\"quantity\":-2|'lines[0].quantity' is -2",
                "\"quantity\":2|\"quantity\":\"two\"|lines.[0].quantity",
                "\"quantity\":2|\"quantity\":2.5|lines.[0].quantity",
                "\"amount\":\"12.50\"|\"amount\":\"12.505\"|'lines[0].price' is no amount of money: 12.505 CNY",
                "\"amount\":\"25.00\",\"currency\":\"CNY\"|\"amount\":\"25.00\",\"currency\":\"cny\"|'total' is no amount",
                "\"placed_at\":\"2026-06-01T12:00:00.000Z\"|\"placed_at\":\"yesterday\"|placed_at"
            })
    void namesAFieldWithAWrongValue(String right, String wrong, String named) {
        assertThat(ORDER).contains(right);
        refused(ORDER.replace(right, wrong), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "12", "{", "{\"no\":\"M1\",\"lines\":[null]}"})
    void refusesWhatIsNoOrder(String payload) {
        assertThatThrownBy(() -> OrderReader.read(payload)).isInstanceOf(MalformedRecord.class);
    }

    private static void refused(String payload, String named) {
        assertThatThrownBy(() -> OrderReader.read(payload))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining(named);
    }
}
