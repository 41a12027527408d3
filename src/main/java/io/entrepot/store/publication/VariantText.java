package io.entrepot.store.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A SKU's option names and values in order, as the {@code variant} column holds them: a JSON object. */
final class VariantText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VariantText() {}

    /**
     * @throws IllegalStateException when the column holds something else, which only another program can have put there
     */
    static Map<String, String> read(String text) {
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sku.variant holds '" + text + "', which is no JSON object of texts", e);
        }
    }
}
