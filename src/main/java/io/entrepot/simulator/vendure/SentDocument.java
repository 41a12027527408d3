package io.entrepot.simulator.vendure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GraphQL request, by what is asked for: Vendure counts no operations, so the stand-in names them as the connector does.
 *
 * @param roots the fields of the query or the mutation itself
 */
record SentDocument(String query, JsonNode variables, boolean isMutation, List<String> roots) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TELLING =
            List.of("addFulfillmentToOrder", "transitionFulfillmentToState", "cancelOrder");

    /** Empty where the body is no GraphQL request to the admin API, or cannot be parsed. */
    static Optional<SentDocument> read(WireRequest request) {
        if (!request.segments().equals(List.of("admin-api"))
                || !request.method().equals("POST")) {
            return Optional.empty();
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            Document document = new Parser().parseDocument(body.path("query").asText());
            return document.getDefinitionsOfType(OperationDefinition.class).stream()
                    .findFirst()
                    .map(it -> of(body, it));
        } catch (JsonProcessingException | InvalidSyntaxException e) {
            return Optional.empty();
        }
    }

    private static SentDocument of(JsonNode body, OperationDefinition operation) {
        List<String> roots = operation.getSelectionSet().getSelectionsOfType(Field.class).stream()
                .map(Field::getName)
                .toList();
        return new SentDocument(
                body.path("query").asText(),
                body.path("variables"),
                operation.getOperation() == Operation.MUTATION,
                roots);
    }

    Map<String, Object> variableMap() {
        return variables.isObject() ? JSON.convertValue(variables, new TypeReference<>() {}) : Map.of();
    }

    boolean isLogin() {
        return roots.equals(List.of("login"));
    }

    String operation() {
        if (isLogin() || roots.contains("activeChannel")) {
            return "session";
        }
        if (TELLING.containsAll(roots)) {
            return "parcels";
        }
        if (roots.equals(List.of("orders"))) {
            return query.contains("fulfillments") ? "parcels" : "orders";
        }
        if (roots.equals(List.of("productVariants")) && query.contains("$ids")) {
            return "levels";
        }
        if (roots.equals(List.of("updateProductVariants"))) {
            return variables.findValue("stockLevels") != null ? "stock" : "prices";
        }
        return "items";
    }

    CallShape shape() {
        if (!isMutation || isLogin()) {
            return CallShape.READ;
        }
        return roots.equals(List.of("updateProductVariants")) ? CallShape.BATCH_WRITE : CallShape.WRITE;
    }

    /** Whether it lists orders by time. */
    boolean isOrderList() {
        return operation().equals("orders") && query.contains("between");
    }
}
