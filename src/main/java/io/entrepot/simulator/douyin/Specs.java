package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Sku;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of an item and their values, each with a number by which its SKUs name it. */
final class Specs {

    private static final long FIRST = 1000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Map<String, Long>> values = new LinkedHashMap<>();
    private long ids = FIRST;

    Specs(Item item) {
        for (Sku sku : item.skus()) {
            sku.variant().forEach((name, value) -> values.computeIfAbsent(name, unused -> new LinkedHashMap<>())
                    .computeIfAbsent(value, unused -> ids++));
        }
    }

    ArrayNode of(Sku sku) {
        ArrayNode named = NODES.arrayNode();
        sku.variant()
                .forEach((name, value) ->
                        named.add(values.getOrDefault(name, Map.of()).getOrDefault(value, 0L)));
        return named;
    }

    ArrayNode view() {
        ArrayNode view = NODES.arrayNode();
        values.forEach((name, texts) -> {
            ObjectNode spec =
                    view.addObject().put("id", ids++).put("name", name).put("is_leaf", 0);
            ArrayNode each = spec.putArray("values");
            texts.forEach((text, id) -> each.addObject()
                    .put("id", id)
                    .put("name", text)
                    .put("is_leaf", 1)
                    .put("status", 0));
        });
        return view;
    }
}
