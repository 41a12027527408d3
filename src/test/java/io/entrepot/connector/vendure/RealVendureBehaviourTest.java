package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector against a real Vendure. */
class RealVendureBehaviourTest extends VendureBehaviour {

    @TempDir
    static Path data;

    private static RealVendure vendure;
    private static OpenShop shop;

    @BeforeAll
    static void open() {
        vendure = RealVendure.start(data);
        shop = new OpenShop(vendure.base(), vendure.credentials(), Map.of());
    }

    @AfterAll
    static void close() {
        if (vendure != null) {
            shop.close();
            vendure.close();
        }
    }

    @Override
    protected OpenShop shop() {
        return shop;
    }

    @Override
    protected People people() {
        return new RealPeople(vendure);
    }

    @Test
    void anOrderIsListedWhenItIsPlacedHoweverOldItsCartIs() throws IOException {
        ListingKey key = listed("s", 5);
        Shopper.Cart cart = new Shopper(vendure.shopApi()).fills(Map.of(key.channelSkuId(), 1));
        Instant changed = updatedAt(cart.code());
        await().until(() -> Instant.now().isAfter(changed.plusSeconds(3)));
        Instant before = Instant.now();
        cart.isPaid("pay-at-once");
        assertThat(updatedAt(cart.code())).isEqualTo(changed).isBefore(before.minusSeconds(2));
        FeedPage page = shop.orders().page(before, Instant.now().plusSeconds(1), null);
        assertThat(page.records()).extracting(RawRecord::id).contains(cart.code());
    }

    private static Instant updatedAt(String orderNo) {
        return Instant.parse(vendure.staff()
                .call(
                        "query ($code: String!) { orders(options: {filter: {code: {eq: $code}}}) { items { updatedAt } } }",
                        Map.of("code", orderNo))
                .at("/orders/items/0/updatedAt")
                .asText());
    }

    private record RealPeople(RealVendure vendure, GraphQlCaller staff, Shopper shopper) implements People {

        private static final String ORDER = "query ($code: String!) { orders(options: {filter: {code: {eq: $code}}}) {"
                + " items { id lines { id } payments { id } fulfillments { id state trackingCode } } } }";
        private static final String OR_ERROR = " { __typename ... on ErrorResult { errorCode message } } }";

        RealPeople(RealVendure vendure) {
            this(vendure, vendure.staff(), new Shopper(vendure.shopApi()));
        }

        @Override
        public String buys(ListingKey listing, int quantity) {
            return shopper.buys(listing.channelSkuId(), quantity);
        }

        @Override
        public String ordersOnAccount(ListingKey listing, int quantity) {
            return shopper.buysOnAccount(listing.channelSkuId(), quantity);
        }

        @Override
        public void settles(String orderNo) {
            done(
                    "mutation ($id: ID!) { done: settlePayment(id: $id)",
                    Map.of("id", order(orderNo).at("/payments/0/id").asText()));
        }

        @Override
        public void cancels(String orderNo, int quantity) {
            JsonNode order = order(orderNo);
            done(
                    "mutation ($input: CancelOrderInput!) { done: cancelOrder(input: $input)",
                    Map.of(
                            "input",
                            Map.of("orderId", order.get("id").asText(), "lines", List.of(line(order, quantity)))));
        }

        @Override
        public void ships(String orderNo, int quantity) {
            Map<String, Object> byHand = Map.of(
                    "code",
                    "manual-fulfillment",
                    "arguments",
                    List.of(
                            Map.of("name", "method", "value", "courier"),
                            Map.of("name", "trackingCode", "value", "T-1")));
            done(
                    "mutation ($input: FulfillOrderInput!) { done: addFulfillmentToOrder(input: $input)",
                    Map.of("input", Map.of("lines", List.of(line(order(orderNo), quantity)), "handler", byHand)));
            to("Shipped", lastParcel(orderNo));
        }

        @Override
        public void takesBackTheLastParcel(String orderNo) {
            to("Cancelled", lastParcel(orderNo));
        }

        @Override
        public void delivers(String orderNo) {
            order(orderNo).get("fulfillments").forEach(parcel -> {
                if (parcel.get("state").asText().equals("Shipped")) {
                    to("Delivered", parcel.get("id").asText());
                }
            });
        }

        @Override
        public long[] shelf(ListingKey listing) {
            JsonNode level = staff.call(
                            "query ($id: ID!) { productVariant(id: $id) { stockLevels { stockOnHand stockAllocated } } }",
                            Map.of("id", listing.channelSkuId()))
                    .at("/productVariant/stockLevels/0");
            return new long[] {
                level.get("stockOnHand").asLong(), level.get("stockAllocated").asLong()
            };
        }

        @Override
        public List<String> trackingNumbers(String orderNo) {
            List<String> numbers = new ArrayList<>();
            order(orderNo).get("fulfillments").forEach(parcel -> {
                if (!parcel.get("state").asText().equals("Cancelled")) {
                    numbers.add(parcel.get("trackingCode").asText());
                }
            });
            return numbers;
        }

        @Override
        public void deletes(ListingKey listing) {
            staff.call(
                    "mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }",
                    Map.of("id", listing.channelSkuId()));
        }

        @Override
        public void logsEverybodyOut() {
            // A new password, be it the same, ends all sessions of its owner.
            staff.call(
                    "mutation ($password: String!) { updateActiveAdministrator(input: {password: $password}) { id } }",
                    Map.of("password", vendure.credentials().get("password")));
        }

        private void to(String state, String parcel) {
            done(
                    "mutation ($id: ID!, $state: String!) { done: transitionFulfillmentToState(id: $id, state: $state)",
                    Map.of("id", parcel, "state", state));
        }

        private String lastParcel(String orderNo) {
            String last = "";
            for (JsonNode parcel : order(orderNo).get("fulfillments")) {
                last = parcel.get("state").asText().equals("Cancelled")
                        ? last
                        : parcel.get("id").asText();
            }
            return last;
        }

        private JsonNode order(String no) {
            return staff.call(ORDER, Map.of("code", no)).at("/orders/items/0");
        }

        private static Map<String, Object> line(JsonNode order, int quantity) {
            return Map.of("orderLineId", order.at("/lines/0/id").asText(), "quantity", quantity);
        }

        private void done(String mutation, Map<String, ?> variables) {
            JsonNode done = staff.call(mutation + OR_ERROR, variables).get("done");
            if (done.has("errorCode")) {
                throw new IllegalStateException("the shop refuses: " + done);
            }
        }
    }
}
