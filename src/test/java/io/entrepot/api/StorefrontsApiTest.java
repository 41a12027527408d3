package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.api.RunningServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithServer
class StorefrontsApiTest {

    @Test
    void aStorefrontIsShownWithItsSwitches(RunningServer server) {
        Answer one = server.get("/api/v1/storefronts/shop");

        assertThat(one.at("/channel")).isEqualTo("mall");
        assertThat(one.at("/simulated")).isEqualTo("true");
        assertThat(one.at("/sync/stock")).isEqualTo("push");
        assertThat(server.get("/api/v1/storefronts").json().at("/storefronts")).hasSize(1);
        assertThat(one.text()).doesNotContain("token");
    }

    @Test
    void aPauseIsShownWithItsReasonUntilItEnds(RunningServer server) {
        Answer paused = server.send(
                "POST", "/api/v1/storefronts/shop/pause", "{\"what\":\"content\",\"reason\":\"new pictures\"}");
        assertThat(paused.at("/pauses/0/what")).isEqualTo("content");
        assertThat(paused.at("/pauses/0/by")).isEqualTo("local");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(lane(server, "content")).isEqualTo("paused new pictures"));

        Answer resumed = server.send("POST", "/api/v1/storefronts/shop/resume", "{\"what\":\"all\"}");
        assertThat(resumed.json().at("/pauses")).isEmpty();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(lane(server, "content")).doesNotContain("paused"));
    }

    private static String lane(RunningServer server, String aspect) {
        for (var lane : server.get("/api/v1/sync/status").json().at("/storefronts/0/lanes")) {
            if (lane.at("/aspect").asText().equals(aspect)) {
                return lane.at("/state").asText() + " " + lane.at("/held").asText();
            }
        }
        return "";
    }

    @Test
    void channelsTellWhatTheyAre(RunningServer server) {
        JsonNode mall = null;
        for (JsonNode channel : server.get("/api/v1/channels").json().at("/channels")) {
            mall = channel.at("/id").asText().equals("mall") ? channel : mall;
        }

        assertThat(mall).as("the channel mall").isNotNull();
        assertThat(mall.at("/proof").asText()).isEqualTo("simulated");
        assertThat(mall.at("/limits/0/calls").asLong()).isPositive();
        assertThat(mall.at("/options").findValuesAsText("name")).contains("stock-write");
    }

    @Test
    void statusTellsBacklogAndQuota(RunningServer server) {
        Answer status = server.get("/api/v1/sync/status");

        assertThat(status.at("/node")).startsWith("node-");
        assertThat(status.at("/database")).isEqualTo("h2");
        assertThat(status.json().at("/storefronts/0/quotas").findValuesAsText("operation"))
                .contains("stock", "orders");
        assertThat(status.json().at("/storefronts/0/quotas/0/remaining").isNumber())
                .isTrue();
        assertThat(status.json().at("/inbox/rows").isInt()).isTrue();
    }
}
