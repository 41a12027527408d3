package io.entrepot.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares what a server's store says with what happened in the shops and what a clerk did. */
record Books(Shops shops, Clerk clerk) {

    /** Every order is in the store once, every change of the clerk's too, and every shop shows what is available. */
    void assertEqual(ServerProcess server) throws IOException, InterruptedException {
        assertEqual(server, shops.all().keySet());
        for (JsonNode level : levels(server)) {
            String sku = level.path("sku").asText();
            assertThat(level.path("on_hand").asLong())
                    .as("on hand of %s", sku)
                    .isEqualTo(Shops.AT_FIRST + clerk.units(sku));
            assertThat(level.path("committed").asLong())
                    .as("committed of %s", sku)
                    .isEqualTo(shops.open(sku));
        }
    }

    /** The orders of these shops are in the store once, and they show what is available. */
    void assertEqual(ServerProcess server, Collection<String> some) throws IOException, InterruptedException {
        for (String shop : some) {
            assertThat(orders(server, shop))
                    .as("orders of %s", shop)
                    .containsExactlyInAnyOrderElementsOf(
                            Shops.orderNos(shops.of(shop).shop()));
        }
        for (JsonNode level : levels(server)) {
            String sku = level.path("sku").asText();
            for (String shop : some) {
                assertThat(shops.of(shop).shop().stock(sku))
                        .as("%s at %s", sku, shop)
                        .hasValue(Math.max(0, level.path("available").asLong()));
            }
        }
    }

    /** Every change that was acknowledged is in the store; of those that had no answer, any may be. */
    void assertAcknowledged(ServerProcess server) throws IOException, InterruptedException {
        for (JsonNode level : levels(server)) {
            String sku = level.path("sku").asText();
            long sure = Shops.AT_FIRST + clerk.acknowledgedUnits(sku);
            assertThat(level.path("on_hand").asLong())
                    .as("on hand of %s", sku)
                    .isBetween(sure + clerk.unansweredLess(sku), sure + clerk.unansweredMore(sku));
        }
    }

    long orders(ServerProcess server) throws IOException, InterruptedException {
        long orders = 0;
        for (String shop : shops.all().keySet()) {
            orders += orders(server, shop).size();
        }
        return orders;
    }

    /** How many publications are not verified to show what they should. */
    static long owed(ServerProcess server) throws IOException, InterruptedException {
        long owed = 0;
        for (JsonNode each : server.get("/api/v1/sync/status").path("storefronts")) {
            for (JsonNode lane : each.path("lanes")) {
                owed += lane.path("owed").asLong();
            }
        }
        return owed;
    }

    private static JsonNode levels(ServerProcess server) throws IOException, InterruptedException {
        JsonNode levels =
                server.get("/api/v1/stock?sku=" + String.join(",", Shops.SKUS)).path("levels");
        assertThat(levels).hasSameSizeAs(Shops.SKUS);
        return levels;
    }

    private static List<String> orders(ServerProcess server, String shop) throws IOException, InterruptedException {
        List<String> numbers = new ArrayList<>();
        String path = "/api/v1/orders?limit=200&storefront=" + shop;
        JsonNode page = server.get(path);
        while (true) {
            page.path("items")
                    .forEach(order -> numbers.add(order.path("order_no").asText()));
            if (!page.hasNonNull("next")) {
                return numbers;
            }
            page = server.get(path + "&after=" + page.path("next").asText());
        }
    }
}
