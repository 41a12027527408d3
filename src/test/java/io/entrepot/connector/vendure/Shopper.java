package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/** A shopper who buys through the shop's own API, one order at a time. */
public final class Shopper {

    private static final String DONE =
            " { __typename ... on Order { code } ... on ErrorResult { errorCode message } } }";

    private final URI shopApi;

    public Shopper(URI shopApi) {
        this.shopApi = shopApi;
    }

    /** Buys and pays at once; the result is the order's number. */
    public String buys(String variantId, int quantity) {
        return orders(Map.of(variantId, quantity), "pay-at-once");
    }

    /** Orders with a payment that is authorised and not settled yet; the result is the order's number. */
    public String buysOnAccount(String variantId, int quantity) {
        return orders(Map.of(variantId, quantity), "pay-later");
    }

    /**
     * Orders units by variant id; the result is the order's number.
     *
     * @throws IllegalStateException when the shop refuses a step; it carries the shop's words
     */
    public String orders(Map<String, Integer> quantities, String paymentMethod) {
        return fills(quantities).isPaid(paymentMethod);
    }

    /** Comes as far as the payment, with units by variant id. */
    public Cart fills(Map<String, Integer> quantities) {
        GraphQlCaller shop = new GraphQlCaller(shopApi);
        quantities.forEach((variantId, quantity) -> done(
                shop,
                "mutation ($variant: ID!, $quantity: Int!) {"
                        + " done: addItemToOrder(productVariantId: $variant, quantity: $quantity)",
                Map.of("variant", variantId, "quantity", quantity)));
        done(
                shop,
                "mutation { done: setCustomerForOrder(input:"
                        + " {firstName: \"芳\", lastName: \"王\", emailAddress: \"fang@example.com\"})",
                Map.of());
        done(
                shop,
                "mutation { done: setOrderShippingAddress(input: {fullName: \"王芳\", streetLine1: \"1 Harbour Road\","
                        + " city: \"Shanghai\", postalCode: \"200000\", countryCode: \"CN\", phoneNumber: \"5550100\"})",
                Map.of());
        String courier = shop.call("{ eligibleShippingMethods { id } }", Map.of())
                .at("/eligibleShippingMethods/0/id")
                .asText();
        done(
                shop,
                "mutation ($courier: [ID!]!) { done: setOrderShippingMethod(shippingMethodId: $courier)",
                Map.of("courier", courier));
        JsonNode arranged =
                done(shop, "mutation { done: transitionOrderToState(state: \"ArrangingPayment\")", Map.of());
        return new Cart(shop, arranged.get("code").asText());
    }

    /**
     * A cart before its payment.
     *
     * @param code the number of the order that it will be
     */
    public record Cart(GraphQlCaller shop, String code) {
        /** Becomes an order; the result is its number. */
        public String isPaid(String paymentMethod) {
            return done(
                            shop,
                            "mutation ($method: String!) {"
                                    + " done: addPaymentToOrder(input: {method: $method, metadata: {}})",
                            Map.of("method", paymentMethod))
                    .get("code")
                    .asText();
        }
    }

    private static JsonNode done(GraphQlCaller shop, String mutation, Map<String, ?> variables) {
        JsonNode done = shop.call(mutation + DONE, variables).get("done");
        if (!done.path("__typename").asText().equals("Order")) {
            throw new IllegalStateException("the shop refuses: " + done);
        }
        return done;
    }
}
