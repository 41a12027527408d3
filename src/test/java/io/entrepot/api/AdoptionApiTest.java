package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.RunningServer.Answer;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithServer
class AdoptionApiTest {

    private static final String SHOP = "/api/v1/storefronts/shop";
    private static final Duration LONG = Duration.ofSeconds(30);

    private static void scan(RunningServer server) {
        await().atMost(LONG).until(() -> server.shop().shop().stock("bag/1").isPresent());
        await().atMost(LONG).until(() -> server.bean(Engine.class)
                .scans()
                .readPage(new StorefrontId("shop"))
                .isEmpty());
    }

    @Test
    void tellsHowFarItIsAndWhatIsWritten(RunningServer server) {
        scan(server);

        Answer adoption = server.get(SHOP + "/adoption");

        assertThat(adoption.status()).isEqualTo(200);
        assertThat(adoption.json().at("/listings/completed_at").isNull()).isFalse();
        assertThat(adoption.json().at("/listings/unmatched").asInt()).isZero();
        assertThat(adoption.json().at("/aspects/0/aspect").asText()).isEqualTo("content");
        assertThat(adoption.json().at("/aspects/0/written").asBoolean()).isTrue();
        assertThat(server.get(SHOP + "/unmatched").json().at("/listings")).isEmpty();
        assertThat(server.get(SHOP + "/differences").status()).isEqualTo(200);
    }

    @Test
    void theMappingGoesOutAndInAsAFile(RunningServer server) {
        scan(server);
        Answer file = server.get(SHOP + "/mapping");
        assertThat(file.status()).isEqualTo(200);
        List<String> lines = file.text().lines().toList();
        assertThat(lines.get(0)).contains("item_id,channel_sku_id").endsWith("sku");
        assertThat(lines).anySatisfy(line -> assertThat(line).endsWith(",tea-1"));

        Answer same = server.send("PUT", SHOP + "/mapping", file.text(), "Content-Type", "text/csv");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().at("/mapped").asInt()).isZero();
        assertThat(same.json().at("/refused")).isEmpty();

        Answer wrong = server.send("PUT", SHOP + "/mapping", "a,b\n1,2\n", "Content-Type", "text/csv");
        assertThat(wrong.status()).isBetween(400, 499);
        assertThat(wrong.text()).contains("ENT-4110").contains("item_id");
    }

    @Test
    void releasesAndObservesByAspect(RunningServer server) {
        Answer released = server.send("POST", SHOP + "/release", "{\"aspect\": \"stock\"}");
        assertThat(released.status()).isEqualTo(200);
        assertThat(server.send("POST", SHOP + "/observe", "{\"aspect\": \"stock\"}")
                        .status())
                .isEqualTo(200);
        assertThat(server.send("POST", SHOP + "/release", "{\"aspect\": \"colour\"}")
                        .status())
                .isEqualTo(422);
        assertThat(server.send("POST", "/api/v1/storefronts/nowhere/release", "{\"aspect\": \"stock\"}")
                        .status())
                .isEqualTo(404);
    }
}
