package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that the other tests trust: it starts, sells, and keeps what it has when it is killed. */
class RealVendureTest {

    private static final String CREATED =
            "mutation ($product: CreateProductInput!) { createProduct(input: $product) { id } }";
    private static final String WITH_VARIANT =
            "mutation ($variants: [CreateProductVariantInput!]!) { createProductVariants(input: $variants) { id } }";

    @Test
    void sellsAndSurvivesAPowerCut(@TempDir Path data) {
        try (RealVendure vendure = RealVendure.start(data)) {
            String variant = variant(vendure.staff());
            String order = new Shopper(vendure.shopApi()).buys(variant, 2);
            vendure.kill();
            vendure.restart();
            JsonNode kept = vendure.staff()
                    .call(
                            "query ($code: String!) { orders(options: {filter: {code: {eq: $code}}}) {"
                                    + " items { state totalWithTax currencyCode } } }",
                            Map.of("code", order))
                    .at("/orders/items/0");
            assertThat(kept.path("state").asText()).isEqualTo("PaymentSettled");
            assertThat(kept.path("totalWithTax").asLong()).isEqualTo(2 * 1250 + 800);
            assertThat(kept.path("currencyCode").asText()).isEqualTo("CNY");
        }
    }

    private static String variant(GraphQlCaller staff) {
        List<Map<String, String>> named =
                List.of(Map.of("languageCode", "en", "name", "Tea", "slug", "tea", "description", ""));
        String product = staff.call(CREATED, Map.of("product", Map.of("translations", named)))
                .at("/createProduct/id")
                .asText();
        Map<String, Object> variant = Map.of(
                "productId",
                product,
                "sku",
                "TEA-1",
                "price",
                1250,
                "stockOnHand",
                5,
                "translations",
                List.of(Map.of("languageCode", "en", "name", "Tea")));
        return staff.call(WITH_VARIANT, Map.of("variants", List.of(variant)))
                .at("/createProductVariants/0/id")
                .asText();
    }
}
