package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One object of a request's body. */
record Given(JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Given body(String sent) {
        if (sent.isBlank()) {
            throw new WechatError(44002, "empty post data");
        }
        try {
            return new Given(JSON.readTree(sent));
        } catch (JsonProcessingException e) {
            throw new WechatError(47001, "data format error");
        }
    }

    /** Some parameters of a query. */
    static Given query(WireRequest request, String... names) {
        ObjectNode given = JSON.createObjectNode();
        for (String name : names) {
            request.parameter(name).ifPresent(value -> given.put(name, value));
        }
        return new Given(given);
    }

    /** A text; WeChat takes ids as texts and as numbers. */
    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw WechatError.arguments(field);
        }
        return value.asText();
    }

    long whole(String field) {
        if (!node.path(field).canConvertToExactIntegral()) {
            throw WechatError.arguments(field);
        }
        return node.path(field).asLong();
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    Instant seconds(String field) {
        return Instant.ofEpochSecond(whole(field));
    }

    Given object(String field) {
        if (!node.path(field).isObject()) {
            throw WechatError.arguments(field);
        }
        return new Given(node.get(field));
    }

    List<Given> list(String field) {
        if (!node.path(field).isArray()) {
            throw WechatError.arguments(field);
        }
        List<Given> parts = new ArrayList<>();
        node.get(field).forEach(part -> parts.add(new Given(part)));
        return parts;
    }

    List<String> texts(String field) {
        if (!node.path(field).isArray()) {
            throw WechatError.arguments(field);
        }
        List<String> texts = new ArrayList<>();
        node.get(field).forEach(part -> texts.add(part.asText()));
        return texts;
    }

    /** How many to a page: what is asked for, else {@code usual}; never more than {@code most}. */
    int pageSize(int usual, int most) {
        long asked = has("page_size") ? whole("page_size") : usual;
        if (asked < 1 || asked > most) {
            throw WechatError.arguments("page_size");
        }
        return (int) asked;
    }
}
