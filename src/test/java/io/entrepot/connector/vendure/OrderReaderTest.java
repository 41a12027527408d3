package io.entrepot.connector.vendure;

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
            {"code":"KNQB","state":"PaymentSettled","updatedAt":"2026-06-01T11:50:00.000Z",
             "orderPlacedAt":"2026-06-01T12:00:00.841Z","currencyCode":"CNY","totalWithTax":4550,
             "customer":{"firstName":"芳","lastName":"王"},
             "shippingAddress":{"fullName":"","company":null,"streetLine1":"1 Harbour Road","city":"Shanghai","phoneNumber":"123"},
             "lines":[{"id":"1","quantity":2,"orderPlacedQuantity":3,"proratedUnitPriceWithTax":1250,
                       "productVariant":{"id":"11","sku":"s1","name":"绿茶","productId":"7"},
                       "fulfillmentLines":[{"quantity":1,"fulfillment":{"state":"Pending"}},
                                           {"quantity":1,"fulfillment":{"state":"Cancelled"}}]}],
             "payments":[{"state":"Declined","createdAt":"2026-06-01T11:59:00.000Z"},
                         {"state":"Settled","createdAt":"2026-06-01T12:00:00.000Z"}],
             "newest":{"items":[{"createdAt":"2026-06-01T12:30:00.000Z"}]},"cancelled":{"items":[]},"giftWrap":true}
            """;

    private final ObjectNode order;

    OrderReaderTest() throws JsonProcessingException {
        order = (ObjectNode) new ObjectMapper().readTree(ORDER);
    }

    private static ChannelOrder read(String payload) throws MalformedRecord {
        return new OrderReader(OrderStates.read("ReadyForPickup=paid, PickedUp = completed")).read(payload);
    }

    @Test
    void readsAWholeOrderAndPassesOverWhatItDoesNotKnow() throws MalformedRecord {
        ChannelOrder read = read(ORDER);
        assertThat(read.orderNo()).isEqualTo("KNQB");
        assertThat(read.changedAt()).isEqualTo(Instant.parse("2026-06-01T12:30:00Z"));
        assertThat(read.placedAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00.841Z"));
        assertThat(read.paidAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00Z"));
        assertThat(read.cancelledAt()).isNull();
        assertThat(read.total()).isEqualTo(Money.of(4550, "CNY"));
        assertThat(read.buyer()).isEqualTo("芳 王");
        assertThat(read.address()).isEqualTo("1 Harbour Road, Shanghai, 123");
        assertThat(read.lines())
                .containsExactly(new ChannelOrder.Line("1", "7", "11", "s1", "绿茶", 3, 1, 1, Money.of(1250, "CNY")));
    }

    @Test
    void anOrderWithoutHistoryChangedWhenItWasPlaced() throws MalformedRecord {
        order.withObject("newest").putArray("items");
        assertThat(read(order.toString()).changedAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00.841Z"));
    }

    @Test
    void whatWasCancelledAfterItLeftCountsAsCancelled() throws MalformedRecord {
        ObjectNode line = (ObjectNode) order.at("/lines/0");
        line.put("quantity", 0);
        order.put("state", "Cancelled");
        ChannelOrder read = read(order.toString());
        assertThat(read.state()).isEqualTo(ChannelOrder.State.CANCELLED);
        assertThat(read.cancelledAt()).isEqualTo(Instant.parse("2026-06-01T12:30:00Z"));
        assertThat(read.lines().get(0).shipped()).isZero();
        assertThat(read.lines().get(0).cancelled()).isEqualTo(3);
    }

    @Test
    void whatAModificationAddedIsOrdered() throws MalformedRecord {
        ((ObjectNode) order.at("/lines/0")).put("quantity", 5);
        assertThat(read(order.toString()).lines().get(0).quantity()).isEqualTo(5);
        assertThat(read(order.toString()).lines().get(0).cancelled()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PaymentAuthorized,PLACED",
        "PaymentSettled,PAID",
        "PartiallyShipped,PAID",
        "Modifying,PAID",
        "Shipped,PAID",
        "ReadyForPickup,PAID"
    })
    void aStateThatTheLinesContradictIsWhatTheLinesSay(String state, ChannelOrder.State read) throws MalformedRecord {
        order.put("state", state);
        assertThat(read(order.toString()).state()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"PartiallyShipped,SHIPPED", "Shipped,SHIPPED", "Delivered,COMPLETED", "PickedUp,COMPLETED"})
    void anOrderOfWhichNothingIsLeftIsShipped(String state, ChannelOrder.State read) throws MalformedRecord {
        order.put("state", state);
        ((ObjectNode) order.at("/lines/0")).put("quantity", 1);
        assertThat(read(order.toString()).state()).isEqualTo(read);
    }

    @Test
    void whatCostsNothingIsPaid() throws MalformedRecord {
        order.putArray("payments");
        order.put("totalWithTax", 0);
        assertThat(read(order.toString()).paidAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00.841Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"code", "state", "updatedAt", "orderPlacedAt", "currencyCode", "totalWithTax", "lines", "newest"
            })
    void namesAMissingFieldOfTheOrder(String field) {
        order.remove(field);
        refused(order.toString(), "field '" + field + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "quantity",
                "orderPlacedQuantity",
                "proratedUnitPriceWithTax",
                "productVariant",
                "fulfillmentLines"
            })
    void namesAMissingFieldOfALine(String field) {
        ((ObjectNode) order.at("/lines/0")).remove(field);
        refused(order.toString(), "field 'lines[0]." + field + "' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"PaymentSettled\"|\"Teleported\"|'state' is 'Teleported'",
                "\"quantity\":2|\"quantity\":-2|'lines[0].quantity' is -2",
                "\"quantity\":2|\"quantity\":2.5|lines.[0].quantity",
                "\"CNY\"|\"cny\"|'currencyCode' is 'cny'",
                "\"2026-06-01T12:00:00.841Z\"|\"yesterday\"|orderPlacedAt"
            })
    void namesAFieldWithAWrongValue(String right, String wrong, String named) {
        assertThat(ORDER).contains(right);
        refused(ORDER.replace(right, wrong), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "12", "{", "{\"code\":\"M1\",\"lines\":[null]}"})
    void refusesWhatIsNoOrder(String payload) {
        assertThatThrownBy(() -> read(payload)).isInstanceOf(MalformedRecord.class);
    }

    private static void refused(String payload, String named) {
        assertThatThrownBy(() -> read(payload))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining(named);
    }
}
