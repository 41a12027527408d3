package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.RunningServer.Answer;
import io.entrepot.simulator.Purchase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithServer
class StopApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aStopHoldsEveryWriteAndNoOrder(RunningServer server) {
        await().atMost(LONG).until(() -> server.shop().shop().stock("hat-1").orElse(0) > 0);
        Answer stopped = server.send("PUT", "/api/v1/stop", "{\"reason\":\"the ERP is wrong\"}");
        try {
            assertThat(stopped.at("/stopped")).isEqualTo("true");
            assertThat(stopped.at("/configured")).isEqualTo("false");
            assertThat(server.get("/api/v1/storefronts").at("/stopped")).isEqualTo("true");
            await().atMost(LONG).untilAsserted(() -> assertThat(
                            server.get("/api/v1/sync/status").at("/storefronts/0/lanes/0/held"))
                    .isEqualTo("the ERP is wrong"));
            long shown = server.shop().shop().stock("hat-1").orElseThrow();
            server.send("PUT", "/api/v1/stock/hat-1", "{\"location\":\"main\",\"on_hand\":77}");
            String order = server.shop().shop().place(Purchase.paid("hat-1", 1));

            await().atMost(LONG)
                    .until(() -> server.get("/api/v1/orders/shop/" + order).status() == 200);
            assertThat(server.shop().shop().stock("hat-1")).hasValue(shown - 1);
            assertThat(server.get("/api/v1/storefronts/shop/differences?aspect=stock&owed=true")
                            .text())
                    .contains("hat-1", "change it by +");
        } finally {
            server.send("DELETE", "/api/v1/stop", null);
        }
        assertThat(server.get("/api/v1/stop").at("/stopped")).isEqualTo("false");
        await().atMost(LONG).untilAsserted(() -> assertThat(server.shop().shop().stock("hat-1"))
                .hasValue(76));
    }
}
