package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.api.RunningServer.Answer;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.store.attention.Attention;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@WithServer
class AttentionApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static Optional<JsonNode> item(RunningServer server, String code, String part) {
        JsonNode items = server.get("/api/v1/attention").json().at("/items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(each -> each.at("/code").asText().equals(code))
                .filter(each -> each.toString().contains(part))
                .findFirst();
    }

    @Test
    void aParkedRecordIsShownWithItsPayloadAndTriedAgain(RunningServer server) {
        await().atMost(LONG).until(() -> server.shop().shop().stock("pot-1").orElse(0) > 0);
        server.shop().faults().percent(1, 100, EnumSet.of(Fault.MALFORMED_ORDER, Fault.UNAVAILABLE));
        server.shop().shop().place(Purchase.paid("pot-1", 1));
        await().atMost(LONG).until(() -> item(server, "ENT-4001", "inbox/").isPresent());
        JsonNode parked = item(server, "ENT-4001", "inbox/").orElseThrow();
        String path = "/api/v1/attention/" + parked.at("/id").asText();
        String subject = parked.at("/subject").asText();

        assertThat(parked.at("/remedy").asText()).isNotBlank();
        assertThat(server.get(path + "/payload").text()).contains("{");
        Answer retried = server.send("POST", path + "/retry", null);
        assertThat(retried.status()).isEqualTo(202);
        await().atMost(LONG).untilAsserted(() -> assertThat(item(server, "ENT-4001", subject)
                        .orElseThrow()
                        .at("/times")
                        .asLong())
                .isGreaterThan(1));

        assertThat(server.send("POST", path + "/dismiss", null).at("/state")).isEqualTo("dismissed");
        assertThat(item(server, "ENT-4001", subject)).isEmpty();
        server.shop().faults().clear();
    }

    @Test
    void whatNobodyKnowsHowToTryIsRefused(RunningServer server) {
        server.bean(Attention.class).raise("moon/1", null, new ErrorCode("ENT-5099"), "the moon is down");
        String id = item(server, "ENT-5099", "moon/1").orElseThrow().at("/id").asText();

        Answer answer = server.send("POST", "/api/v1/attention/" + id + "/retry", null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("ENT-2122");
    }

    @Test
    void aPublicationIsTriedAtOnce(RunningServer server) {
        server.bean(Attention.class).raise("publication/1", "shop", new ErrorCode("ENT-5098"), "it failed");
        String id = item(server, "ENT-5098", "publication/1")
                .orElseThrow()
                .at("/id")
                .asText();

        assertThat(server.send("POST", "/api/v1/attention/" + id + "/retry", null)
                        .status())
                .isEqualTo(202);
    }
}
