package io.entrepot.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of the whole server when it is stopped, killed, or a shop is down. */
class ServerProcessTest {

    private static final Duration PROMISED_END = Duration.ofSeconds(10);
    private static final int ORDERS_A_MINUTE = 120;
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private Shops shops;
    private final Clerk clerk = new Clerk("clerk");

    @BeforeEach
    void openShops() throws IOException {
        shops = new Shops(folder);
    }

    @AfterEach
    void closeShops() {
        shops.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void drainsAndEndsWhenAskedToAndLosesNothing() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            letItFlow(first);
            first.terminate();
            assertThat(first.ends(PROMISED_END)).as(first::said).isTrue();
            assertThat(first.status()).isEqualTo(SIGTERM);
        }
        try (ServerProcess second = ServerProcess.start(folder)) {
            stopTheFlow();
            clerk.sendsAllAgain(second);
            awaitAllEqual(second);
        }
    }

    @Test
    void losesNothingWhenItIsKilled() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder)) {
            letItFlow(first);
            first.kill();
        }
        try (ServerProcess second = ServerProcess.start(folder)) {
            stopTheFlow();
            for (String sku : Shops.SKUS) {
                long least = Shops.AT_FIRST + clerk.units(sku);
            }
            clerk.sendsAllAgain(second);
            awaitAllEqual(second);
        }
    }

    private void letItFlow(ServerProcess server) {
        awaitAllEqual(server);
        shops.buyersCome(ORDERS_A_MINUTE);
        clerk.works(server);
        long before = shops.orders();
        await().until(() -> shops.orders() > before + 20
                && clerk.acknowledged().size() > 20
                && !orders(server, "delta").isEmpty());
    }

    private void stopTheFlow() throws InterruptedException {
        clerk.stops();
        shops.buyersStayAway();
    }

    /** Every order is in the store once, every change of the clerk's too, and every shop shows what is available. */
    private void awaitAllEqual(ServerProcess server) {
        await().untilAsserted(() -> {
            shops.all()
                    .forEach((id, shop) -> assertThat(orders(server, id))
                            .as("orders of %s", id)
                            .containsExactlyInAnyOrderElementsOf(Shops.orderNos(shop.shop())));
            for (JsonNode level : server.get("/api/v1/stock?sku=" + String.join(",", Shops.SKUS)).path("levels")) {
                String sku = level.path("sku").asText();
                assertThat(level.path("on_hand").asLong())
                        .as("on hand of %s", sku)
                        .isEqualTo(Shops.AT_FIRST + clerk.units(sku));
                assertThat(level.path("committed").asLong())
                        .as("committed of %s", sku)
                        .isEqualTo(shops.open(sku));
                shops.all()
                        .forEach((id, shop) -> assertThat(shop.shop().stock(sku))
                                .as("%s at %s", sku, id)
                                .hasValue(Math.max(0, level.path("available").asLong())));
            }
        });
    }

    private static List<String> orders(ServerProcess server, String storefront) {
        List<String> numbers = new ArrayList<>();
        try {
            String path = "/api/v1/orders?limit=200&storefront=" + storefront;
            JsonNode page = server.get(path);
            while (true) {
                page.path("items").forEach(order -> numbers.add(order.path("order_no").asText()));
                if (!page.hasNonNull("next")) {
                    return numbers;
                }
                page = server.get(path + "&after=" + page.path("next").asText());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
