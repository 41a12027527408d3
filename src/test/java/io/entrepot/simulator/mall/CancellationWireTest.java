package io.entrepot.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.mall.MallCaller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /mall/v1/orders/{no}/cancellations} as anybody may call it. */
class CancellationWireTest {

    private final SteppedClock clock = SteppedClock.atNoon();
    private MallSimulator mall;
    private MallCaller caller;

    @AfterEach
    void close() {
        mall.close();
    }

    private String bought(MallSettings settings, long quantity) {
        mall = MallSimulator.start(settings, clock);
        caller = new MallCaller(mall);
        caller.list("s");
        mall.shop().clerkSetsStock("s", 9);
        return mall.shop().place(Purchase.paid("s", quantity));
    }

    private Answer cancel(String no, String lines) {
        return caller.call(
                "POST",
                "/mall/v1/orders/" + no + "/cancellations",
                "{\"code\":\"C1\",\"reason\":\"none left\",\"lines\":" + lines + "}");
    }

    private String order(String no) {
        return caller.call("GET", "/mall/v1/orders/" + no).body().toString();
    }

    @Test
    void answersWhatItWasToldAndCancelsTheLargestTargetOfALineOnce() {
        String no = bought(MallSettings.standard(), 3);
        Answer answer = cancel(no, "[{\"no\":\"1\",\"cancelled\":1},{\"no\":\"1\",\"cancelled\":2}]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("cancellation"))
                .hasToString("{\"code\":\"C1\",\"reason\":\"none left\",\"lines\":[{\"no\":\"1\",\"cancelled\":2}]}");
        assertThat(mall.shop().stock("s")).hasValue(8);
        String before = order(no);
        clock.step(Duration.ofSeconds(5));
        assertThat(cancel(no, "[{\"no\":\"1\",\"cancelled\":2}]").status()).isEqualTo(200);
        assertThat(order(no)).as("no later revision").isEqualTo(before);
        assertThat(mall.calls().of("parcels")).hasSize(2);
    }

    @Test
    void aShopThatKeepsWhatWasPaidForKeepsIt() {
        String no = bought(MallSettings.standard().stockRules(Lowers.PLACED, false, TooLarge.REFUSES), 3);
        cancel(no, "[{\"no\":\"1\",\"cancelled\":3}]");
        assertThat(mall.shop().stock("s")).hasValue(6);
        assertThat(order(no)).contains("\"state\":\"cancelled\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{\"no\":\"1\",\"cancelled\":4}]; 409; already_shipped",
                "[{\"no\":\"1\",\"cancelled\":1},{\"no\":\"7\",\"cancelled\":1}]; 409; unknown_line",
                "[{\"no\":\"1\",\"cancelled\":0}]; 400; wrong_field",
                "[{\"no\":\"1\"}]; 400; wrong_field",
                "[]; 400; wrong_field",
            })
    void refusesTheWholeCall(String lines, int status, String code) {
        String no = bought(MallSettings.standard(), 3);
        Answer answer = cancel(no, lines);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(mall.shop().stock("s")).hasValue(6);
        assertThat(order(no)).contains("\"cancelled\":0");
    }

    @Test
    void knowsItsOrders() {
        bought(MallSettings.standard(), 3);
        Answer answer = cancel("M9", "[{\"no\":\"1\",\"cancelled\":1}]");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("unknown_order");
    }
}
