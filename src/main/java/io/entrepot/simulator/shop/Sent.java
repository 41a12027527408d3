package io.entrepot.simulator.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One object of what a caller sent, read field by field. Ids and numbers may be texts and numbers.
 *
 * @param wrong the channel's own error for a field that is missing or misshapen
 */
public record Sent(JsonNode node, Function<String, ? extends RuntimeException> wrong) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a text of JSON.
     *
     * @throws JsonProcessingException when it is none
     */
    public static Sent read(String text, Function<String, ? extends RuntimeException> wrong)
            throws JsonProcessingException {
        return new Sent(JSON.readTree(text), wrong);
    }

    /** The parameters of a form or a query. */
    public static Sent of(Map<String, String> parameters, Function<String, ? extends RuntimeException> wrong) {
        ObjectNode given = JSON.createObjectNode();
        parameters.forEach(given::put);
        return new Sent(given, wrong);
    }

    /** Whether the field is there and neither null nor empty. */
    public boolean has(String field) {
        return node.hasNonNull(field)
                && !(node.get(field).isTextual() && node.get(field).asText().isEmpty());
    }

    /** A text, or a whole number as its digits. */
    public String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw wrong.apply(field);
        }
        return value.asText();
    }

    /** A text; the other where the field is absent. */
    public String textOr(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    /** A whole number, or its digits as a text. */
    public long whole(String field) {
        JsonNode value = node.path(field);
        if (!value.canConvertToExactIntegral()
                && !(value.isTextual() && value.asText().matches("-?\\d{1,18}"))) {
            throw wrong.apply(field);
        }
        return value.asLong();
    }

    /** A whole number; the other where the field is absent. */
    public long wholeOr(String field, long otherwise) {
        return has(field) ? whole(field) : otherwise;
    }

    /** Yes or no; no where the field is absent. */
    public boolean flag(String field) {
        return node.path(field).asBoolean(false);
    }

    /** Seconds since 1970. */
    public Instant seconds(String field) {
        return Instant.ofEpochSecond(whole(field));
    }

    /** An object. */
    public Sent object(String field) {
        if (!node.path(field).isObject()) {
            throw wrong.apply(field);
        }
        return new Sent(node.get(field), wrong);
    }

    /** The objects of a list. */
    public List<Sent> list(String field) {
        if (!node.path(field).isArray()) {
            throw wrong.apply(field);
        }
        List<Sent> parts = new ArrayList<>();
        node.get(field).forEach(part -> parts.add(new Sent(part, wrong)));
        return parts;
    }

    /** The texts of a list. */
    public List<String> texts(String field) {
        if (!node.path(field).isArray()) {
            throw wrong.apply(field);
        }
        List<String> texts = new ArrayList<>();
        node.get(field).forEach(part -> texts.add(part.asText()));
        return texts;
    }

    /** How many to a page: what is asked for, else {@code usual}; never more than {@code most}. */
    public int pageSize(String field, int usual, int most) {
        long asked = wholeOr(field, usual);
        if (asked < 1 || asked > most) {
            throw wrong.apply(field);
        }
        return (int) asked;
    }
}
