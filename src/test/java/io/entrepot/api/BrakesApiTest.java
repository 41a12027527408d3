package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.RunningServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithServer
class BrakesApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BRAKES = "/api/v1/storefronts/shop/brakes";

    @Test
    void aPriceThatFallsTooFarWaitsForAPerson(RunningServer server) {
        await().atMost(LONG).until(() -> server.get("/api/v1/listings?sku=hat-1")
                .at("/items/0/state")
                .equals("live"));
        server.send("PUT", "/api/v1/prices/hat-1", "{\"currency\":\"CNY\",\"amount\":\"3.90\"}");

        await().atMost(LONG).untilAsserted(() -> assertThat(server.get(BRAKES).at("/brakes/0/aspect"))
                .isEqualTo("price"));
        Answer held = server.get(BRAKES + "/price");
        assertThat(held.at("/items/0/sku")).isEqualTo("hat-1");
        assertThat(held.at("/items/0/before")).isEqualTo("39.00");
        assertThat(held.at("/items/0/after")).isEqualTo("3.90");
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        server.get("/api/v1/sync/status").text())
                .contains("brake: the price of SKU 'hat-1'"));

        assertThat(server.send("POST", BRAKES + "/price/confirm", "").at("/passed"))
                .isEqualTo("1");
        assertThat(server.get(BRAKES).json().at("/brakes")).isEmpty();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(server.shop().shop().state().skus())
                        .filteredOn(sku -> sku.code().equals("hat-1"))
                        .extracting(sku -> sku.price())
                        .allMatch(price -> price.contains("3.90")));
        assertThat(server.get(BRAKES + "/stock").json().at("/items")).isEmpty();
        assertThat(server.get(BRAKES + "/content").status()).isEqualTo(400);
    }
}
