package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.RunningServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithServer
class ImportsApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsListedAlreadyStaysWithoutStock(RunningServer server) {
        Answer imported = server.send(
                "POST",
                "/api/v1/products/import?filename=wrong.csv",
                "product,sku,title,price,currency,on_hand\nmug,mug-1,Mug,12.00,CNY,8\n",
                "Content-Type",
                "text/csv");
        String id = imported.at("/id");
        await().atMost(LONG).untilAsserted(() -> assertThat(server.shop().shop().stock("mug-1"))
                .hasValue(8));

        assertThat(server.get("/api/v1/imports").at("/imports/0/files")).isEqualTo("wrong.csv");
        Answer undone = server.send("POST", "/api/v1/imports/" + id + "/undo", "");

        assertThat(undone.at("/restored")).isEqualTo("1");
        assertThat(undone.text()).contains("listed on shop");
        await().atMost(LONG).untilAsserted(() -> assertThat(server.shop().shop().stock("mug-1"))
                .hasValue(0));
        Answer again = server.send("POST", "/api/v1/imports/" + id + "/undo", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("ENT-2061");
        assertThat(server.send("POST", "/api/v1/imports/987654/undo", "").status())
                .isEqualTo(404);
    }
}
