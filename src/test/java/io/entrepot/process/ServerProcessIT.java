package io.entrepot.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of the whole server when it is stopped, killed, badly configured, or a shop is down. */
class ServerProcessIT {

    private static final Duration PROMISED_END = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int ORDERS_A_MINUTE = 120;
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private Shops shops;
    private Books books;
    private final Clerk clerk = new Clerk("clerk");

    @BeforeEach
    void openShops() throws IOException {
        shops = new Shops(folder);
        books = new Books(shops, clerk);
    }

    @AfterEach
    void closeShops() {
        shops.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void drainsWhenItIsAskedToEndAndLosesNothing() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            letItFlow(first);
            endsInTime(first);
        }
        allIsThereAfterARestart();
    }

    @Test
    void endsInTimeAlthoughAShopKeepsItWaiting() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            letItFlow(first);
            shops.of("absolute").faults().percent(1, 100, EnumSet.of(Fault.TIMEOUT_AFTER_COMMIT));
            await().until(() -> shops.of("absolute").calls().all().stream().anyMatch(call -> call.status() == 0));
            endsInTime(first);
            shops.of("absolute").faults().clear();
        }
        allIsThereAfterARestart();
    }

    @Test
    void endsInTimeWhileItStarts() throws Exception {
        try (ServerProcess starting = ServerProcess.launch(folder)) {
            await().until(() -> starting.said().contains("Starting Entrepot"));
            endsInTime(starting);
        }
        allIsThereAfterARestart();
    }

    @Test
    void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            letItFlow(first);
            first.kill();
        }
        allIsThereAfterARestart();
    }

    @Test
    void aShopThatIsDownWaitsAndKeepsNobodyElseWaiting() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            await().untilAsserted(() -> books.assertEqual(server));
            shops.of("absolute").goDown();
            shops.buyersCome(ORDERS_A_MINUTE);
            clerk.works(server);
            await().until(() -> isFailing(server, "absolute"));
            stopTheFlow();

            await().untilAsserted(() -> books.assertEqual(server, List.of("delta", "compare-and-set")));
            await().until(() -> isFailing(server, "absolute"));
            assertThat(isFailing(server, "delta") || isFailing(server, "compare-and-set"))
                    .isFalse();

            shops.of("absolute").comeBack();
            await().untilAsserted(() -> books.assertEqual(server));
            await().until(() -> !isFailing(server, "absolute"));
        }
    }

    @Test
    void badFilesChangeNothingInARunningServer() throws Exception {
        Path routes = folder.resolve("routes/delta.yaml");
        Path config = folder.resolve("config/entrepot.yaml");
        try (ServerProcess server = ServerProcess.start(folder)) {
            await().untilAsserted(() -> books.assertEqual(server));
            String whole = Files.readString(routes);
            Files.writeString(routes, whole.substring(0, whole.length() / 2));
            Files.writeString(config, Files.readString(config).replace("CNY", "CNYY") + "\nnonsense: 1\n");
            await().until(() -> server.get("/api/v1/attention").toString().contains("delta.yaml"));

            try (ServerProcess refused = ServerProcess.launch(folder)) {
                assertThat(refused.ends(LONG)).isTrue();
                assertThat(refused.status()).isEqualTo(1);
                assertThat(refused.said()).contains("ENT-1006", "CNYY", "ENT-1003", "nonsense");
            }
            shops.all().values().forEach(shop -> shop.shop().place(Purchase.paid("tea-1", 2)));
            await().untilAsserted(() -> books.assertEqual(server));

            Files.writeString(routes, whole);
            await().until(() -> !server.get("/api/v1/attention").toString().contains("delta.yaml"));
        }
    }

    private void letItFlow(ServerProcess server) {
        await().untilAsserted(() -> books.assertEqual(server));
        shops.buyersCome(ORDERS_A_MINUTE);
        clerk.works(server);
        await().until(() -> shops.orders() > 20 && clerk.acknowledged() > 20 && books.orders(server) > 10);
    }

    private void stopTheFlow() throws InterruptedException {
        clerk.stops();
        shops.buyersStayAway();
    }

    private static void endsInTime(ServerProcess server) throws InterruptedException {
        server.terminate();
        assertThat(server.ends(PROMISED_END)).as(server::said).isTrue();
        assertThat(server.status()).isEqualTo(SIGTERM);
    }

    /** What was sold and not read while nobody served is read; what was acknowledged, and is sent again, is not posted again. */
    private void allIsThereAfterARestart() throws Exception {
        try (ServerProcess second = ServerProcess.start(folder)) {
            stopTheFlow();
            books.assertAcknowledged(second);
            clerk.sendsAllAgain(second);
            await().untilAsserted(() -> books.assertEqual(second));
        }
    }

    private static boolean isFailing(ServerProcess server, String storefront) throws Exception {
        for (JsonNode each : server.get("/api/v1/sync/status").path("storefronts")) {
            if (each.path("storefront").asText().equals(storefront)) {
                boolean stock = false;
                for (JsonNode lane : each.path("lanes")) {
                    stock |= lane.path("aspect").asText().equals("stock")
                            && lane.path("state").asText().equals("failing")
                            && lane.path("owed").asLong() > 0;
                }
                return stock && each.path("orders").asText().equals("failing");
            }
        }
        throw new IllegalStateException("no storefront " + storefront);
    }
}
