package io.entrepot.connector.vendure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes the API's JSON: unknown fields are passed over, a missing or misshapen one is named. */
final class VendureJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(JsonInclude.Include.NON_NULL))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private VendureJson() {}

    /**
     * @throws MalformedRecord when the text is no JSON object
     */
    static JsonNode tree(String text) throws MalformedRecord {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new MalformedRecord("the text is no object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * @throws MalformedRecord when the node has not that form; it names the field
     */
    static <T> T as(Class<T> type, JsonNode node) throws MalformedRecord {
        try {
            return need(JSON.treeToValue(node, type), type.getSimpleName());
        } catch (JsonMappingException e) {
            throw new MalformedRecord("field '" + place(e) + "': " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * The elements of a list.
     *
     * @throws MalformedRecord when the node is no list, or an element has not that form
     */
    static <T> List<T> list(Class<T> type, JsonNode node, String field) throws MalformedRecord {
        if (!node.isArray()) {
            throw new MalformedRecord("field '" + field + "' is no list");
        }
        List<T> list = new ArrayList<>();
        for (JsonNode element : node) {
            list.add(as(type, element));
        }
        return list;
    }

    static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws MalformedRecord when the value is not there
     */
    static <T> T need(@Nullable T value, String field) throws MalformedRecord {
        if (value == null) {
            throw new MalformedRecord("field '" + field + "' is missing");
        }
        return value;
    }

    static String instant(Instant at) {
        return MILLIS.format(at);
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
