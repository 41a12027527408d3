package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithServer
class OpenApiTest {

    private static final List<String> OPERATIONS = List.of(
            "adjustStock",
            "cancelByFile",
            "cancelOrder",
            "confirmBrake",
            "dismissAttention",
            "endStop",
            "getAdoption",
            "acceptAfterSale",
            "rejectAfterSale",
            "getAfterSale",
            "listAfterSales",
            "listFunds",
            "getAttentionPayload",
            "getListing",
            "getMapping",
            "getOrder",
            "getPrices",
            "getProduct",
            "getStock",
            "getStop",
            "getStorefront",
            "getSyncStatus",
            "listAttempts",
            "listDrift",
            "listFeedWindows",
            "acceptFeedWindow",
            "listAttention",
            "listBrakes",
            "listChannels",
            "listDifferences",
            "listHeld",
            "listImports",
            "listListings",
            "listOrders",
            "listOversold",
            "listProducts",
            "listStorefronts",
            "listUnmatched",
            "observeStorefront",
            "pauseStorefront",
            "releaseStorefront",
            "resumeStorefront",
            "retryAttention",
            "setMapping",
            "setPrice",
            "setStock",
            "setStockBulk",
            "shipByFile",
            "shipOrder",
            "stopAll",
            "undoImport",
            "withdrawShipment");

    @Test
    void everyOperationKeepsItsNameAndTellsItsErrors(RunningServer server) {
        JsonNode document = server.get("/v3/api-docs").json();
        List<String> names = document.at("/paths").findValuesAsText("operationId");

        assertThat(names).containsAll(OPERATIONS);
        assertThat(names).filteredOn(name -> !name.startsWith("importProducts")).hasSameSizeAs(OPERATIONS);
        for (JsonNode path : document.at("/paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.at("/responses").has("500")).isTrue();
                assertThat(operation.at("/summary").asText()).isNotBlank();
            }
        }
    }

    @Test
    void fieldsHaveTheNamesTheyHaveInJson(RunningServer server) {
        JsonNode schemas = server.get("/v3/api-docs").json().at("/components/schemas");

        assertThat(schemas.at("/SetStock/properties").fieldNames()).toIterable().contains("on_hand");
        assertThat(schemas.at("/SetStock/required").toString()).contains("on_hand");
        assertThat(schemas.at("/Problem/properties").has("remedy")).isTrue();
    }
}
