package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.RunningServer.Answer;
import io.entrepot.store.audit.AuditLog;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@WithServer
class StockApiTest {

    private static long onHand(RunningServer server, String sku, String location) {
        for (var level : server.get("/api/v1/stock?sku=" + sku).json().at("/levels")) {
            if (level.at("/location").asText().equals(location)) {
                return level.at("/on_hand").asLong();
            }
        }
        return -1;
    }

    @Test
    void settingStockReachesTheStorefrontAndIsAudited(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/cup-1", "{\"location\":\"main\",\"on_hand\":17}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/levels/0/on_hand")).isEqualTo("17");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(server.shop().shop().stock("cup-1")).hasValue(17));
        assertThat(server.bean(AuditLog.class).newest(50)).anySatisfy(entry -> assertThat(entry)
                .extracting(AuditLog.Entry::actor, AuditLog.Entry::action, AuditLog.Entry::subject)
                .containsExactly("local", "stock.set", "sku/cup-1"));
    }

    @Test
    void aSlashInACodeIsWrittenAsEscaped(RunningServer server) {
        Answer answer = server.send("PUT", "/api/v1/stock/bag%2F1", "{\"location\":\"main\",\"on_hand\":8}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(onHand(server, "bag%2F1", "main")).isEqualTo(8);
    }

    @Test
    void anAdjustmentUnderTheSameKeyTakesEffectOnce(RunningServer server) {
        String body = "{\"location\":\"shop-floor\",\"change\":5,\"reason\":\"found\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(server.send("POST", "/api/v1/stock/pot-1/adjust", body, "Idempotency-Key", "found-1")
                            .status())
                    .isEqualTo(200);
        }
        server.send(
                "POST",
                "/api/v1/stock/pot-1/adjust",
                "{\"location\":\"shop-floor\",\"change\":5,\"reason\":\"found\",\"key\":\"found-1\"}");
        assertThat(onHand(server, "pot-1", "shop-floor")).isEqualTo(5);

        server.send("POST", "/api/v1/stock/pot-1/adjust", body);
        assertThat(onHand(server, "pot-1", "shop-floor")).isEqualTo(10);
    }

    @Test
    void twoKeysThatContradictAreRefused(RunningServer server) {
        Answer answer = server.send(
                "POST",
                "/api/v1/stock/pot-1/adjust",
                "{\"location\":\"main\",\"change\":1,\"reason\":\"x\",\"key\":\"a\"}",
                "Idempotency-Key",
                "b");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/field")).isEqualTo("key");
    }

    @Test
    void aBulkIsAllOrNothing(RunningServer server) {
        server.send("PUT", "/api/v1/stock/hat-1", "{\"location\":\"shop-floor\",\"on_hand\":3}");
        Answer refused = server.send(
                "POST",
                "/api/v1/stock/bulk",
                "{\"sets\":[{\"sku\":\"hat-1\",\"location\":\"shop-floor\",\"on_hand\":9},"
                        + "{\"sku\":\"nope\",\"location\":\"moon\",\"on_hand\":9}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors").findValuesAsText("field"))
                .containsExactly("sets[1].sku", "sets[1].location");
        assertThat(onHand(server, "hat-1", "shop-floor")).isEqualTo(3);

        Answer taken = server.send(
                "POST",
                "/api/v1/stock/bulk",
                "{\"sets\":[{\"sku\":\"hat-1\",\"location\":\"shop-floor\",\"on_hand\":9}]}");
        assertThat(taken.at("/taken")).isEqualTo("1");
        assertThat(onHand(server, "hat-1", "shop-floor")).isEqualTo(9);
    }

    @Test
    void aBulkHasAMost(RunningServer server) {
        String sets = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"location\":\"main\",\"on_hand\":1}")
                .collect(Collectors.joining(","));
        Answer answer = server.send("POST", "/api/v1/stock/bulk", "{\"sets\":[" + sets + "]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/field")).isEqualTo("sets");
    }
}
