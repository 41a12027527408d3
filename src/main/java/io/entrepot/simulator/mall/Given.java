package io.entrepot.simulator.mall;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.model.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of a request's body, read field by field; what is wrong with it becomes a 400 that names the field. */
record Given(JsonNode node, String at) {

    static final int MOST = 100;
    private static final long LARGEST = 1_000_000_000_000L;

    static Given body(String sent) {
        return new Given(Wire.body(sent), "");
    }

    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw MallError.wrong("'" + at + field + "' must be a text, not " + value);
        }
        return value.asText();
    }

    /** The text, or null where the field is absent, null or blank. */
    @Nullable
    String textOrNull(String field) {
        return has(field) && !node.get(field).asText("x").isBlank() ? text(field) : null;
    }

    long whole(String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || Math.abs(value.asLong()) > LARGEST) {
            throw MallError.wrong("'" + at + field + "' must be a whole number of at most 13 digits, not " + value);
        }
        return value.asLong();
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    Money money(String field) {
        Given amount = new Given(node.path(field), at + field + ".");
        try {
            return Money.parse(amount.text("amount"), Currency.getInstance(amount.text("currency")));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw MallError.wrong("'" + at + field + "' is no amount of money: " + node.path(field));
        }
    }

    /** The objects of a list. */
    List<Given> list(String field) {
        if (!node.path(field).isArray()) {
            throw MallError.wrong("'" + at + field + "' must be a list");
        }
        List<Given> parts = new ArrayList<>();
        node.get(field).forEach(part -> parts.add(new Given(part, at + field + "[" + parts.size() + "].")));
        return parts;
    }

    /** The objects of a list that may not be longer than a batch. */
    List<Given> batch(String field) {
        List<Given> parts = list(field);
        if (parts.size() > MOST) {
            throw new MallError(
                    413, "too_many", "'" + field + "' has " + parts.size() + " entries: send at most " + MOST);
        }
        return parts;
    }

    /** The name-value pairs of an object, in order; none where it is absent. */
    Map<String, String> pairs(String field) {
        Map<String, String> pairs = new LinkedHashMap<>();
        node.path(field)
                .properties()
                .forEach(entry -> pairs.put(entry.getKey(), entry.getValue().asText()));
        return pairs;
    }
}
