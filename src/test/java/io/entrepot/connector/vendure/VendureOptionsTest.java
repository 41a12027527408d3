package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendureOptionsTest {

    @Test
    void withoutOptionsAShopIsAsDocumented() {
        VendureOptions options = VendureOptions.read(Map.of());
        assertThat(options.adminPath()).isEqualTo("admin-api");
        assertThat(options.channelToken()).isEmpty();
        assertThat(options.stockLocation()).isEmpty();
        assertThat(options.clockHeader()).isEqualTo("Date");
        assertThat(options.rereadOpenOrders()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.stockRules())
                .isEqualTo(new StockRules(
                        WriteKind.ABSOLUTE,
                        Lowers.PLACED,
                        true,
                        true,
                        TooLarge.REFUSES,
                        Duration.ofSeconds(2),
                        Duration.ZERO));
    }

    @Test
    void optionsSayWhatTheShopDoes() {
        VendureOptions options = VendureOptions.read(
                Map.of("lowers", "paid", "visibility-lag", "5s", "order-states", "Picked=shipped,Shipped = completed"));
        assertThat(options.stockRules().lowers()).isEqualTo(Lowers.PAID);
        assertThat(options.stockRules().visibilityLag()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.orderStates())
                .containsEntry("Picked", ChannelOrder.State.SHIPPED)
                .containsEntry("Shipped", ChannelOrder.State.COMPLETED)
                .containsEntry("Cancelled", ChannelOrder.State.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lowers|shipped",
                "visibility-lag|2",
                "order-states|Picked",
                "order-states|Picked=gone",
                "order-states|a=b=c"
            })
    void aWrongOptionIsNamedWithItsValueAndWhatToDo(String option, String value) {
        assertThatThrownBy(() -> VendureOptions.read(Map.of(option, value)))
                .hasMessageContaining("'" + value + "'")
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(option);
                    assertThat(refusal.remedy()).matches("(use|write) .*");
                });
    }
}
