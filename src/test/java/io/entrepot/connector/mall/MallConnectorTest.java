package io.entrepot.connector.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class MallConnectorTest {

    @Test
    void withoutOptionsAShopIsAsDocumented() {
        assertThat(MallOptions.read(Map.of()).stockRules())
                .isEqualTo(new StockRules(
                        WriteKind.COMPARE_AND_SET,
                        Lowers.PLACED,
                        true,
                        true,
                        TooLarge.REFUSES,
                        Duration.ofSeconds(2),
                        Duration.ZERO));
    }

    @Test
    void optionsSayWhatTheShopDoes() {
        Map<String, String> options = Map.of(
                "stock-write", "delta",
                "lowers", "paid",
                "restores-paid", "false",
                "too-large", "clamps",
                "visibility-lag", "500ms");
        assertThat(MallOptions.read(options).stockRules())
                .isEqualTo(new StockRules(
                        WriteKind.DELTA,
                        Lowers.PAID,
                        true,
                        false,
                        TooLarge.CLAMPS,
                        Duration.ofMillis(500),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"stock-write,deltas", "lowers,shipped", "restores-paid,yes", "too-large,explodes", "visibility-lag,2"})
    void aWrongOptionIsNamedWithItsValueAndWhatToDo(String option, String value) {
        assertThatThrownBy(() -> MallOptions.read(Map.of(option, value)))
                .hasMessageContaining("'" + value + "'")
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.field()).isEqualTo(option);
                    assertThat(refusal.remedy()).startsWith("use ");
                });
    }
}
