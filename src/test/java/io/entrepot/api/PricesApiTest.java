package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer.Answer;
import org.junit.jupiter.api.Test;

@WithServer
class PricesApiTest {

    @Test
    void aPriceIsSetAndRead(RunningServer server) {
        Answer answer = server.send(
                "PUT",
                "/api/v1/prices/hat-1",
                "{\"price_list\":\"export\",\"currency\":\"JPY\",\"amount\":\"1850\",\"compare_at\":\"2000\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var prices = server.get("/api/v1/prices?sku=hat-1").json().at("/prices");
        assertThat(prices).anySatisfy(price -> {
            assertThat(price.at("/price_list").asText()).isEqualTo("export");
            assertThat(price.at("/amount").asText()).isEqualTo("1850");
            assertThat(price.at("/compare_at").asText()).isEqualTo("2000");
        });
    }
}
