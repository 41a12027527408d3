package io.entrepot.store.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a product's options a SKU is: {@code {"颜色":"红","尺寸":"38"}}.
 *
 * @param options names and values in the seller's order; empty for a product without options
 */
public record Variant(List<Option> options) {

    /** The variant of a product that has no options. */
    public static final Variant NONE = new Variant(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> ORDERED = new TypeReference<>() {};

    /** A name such as colour and this variant's value of it. */
    public record Option(String name, String value) {}

    /**
     * @throws IllegalArgumentException when a name is there twice
     */
    public Variant {
        options = List.copyOf(options);
        if (options.stream().map(Option::name).distinct().count() < options.size()) {
            throw new IllegalArgumentException("an option's name is there twice: " + options);
        }
    }

    /** The variant with the options of a map, in the map's order. */
    @JsonCreator
    public static Variant of(Map<String, String> options) {
        List<Option> all = new ArrayList<>();
        options.forEach((name, value) -> all.add(new Option(name, value)));
        return new Variant(all);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException when the text is no JSON object of strings
     */
    public static Variant ofJson(String json) {
        try {
            return of(JSON.readValue(json, ORDERED));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object of option names and values: " + json, e);
        }
    }

    /** The options as a map in their order; how it is shown in JSON. */
    @JsonValue
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        options.forEach(option -> map.put(option.name(), option.value()));
        return map;
    }

    /** The options as the text of a JSON object. */
    public String json() {
        try {
            return JSON.writeValueAsString(asMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always writable as JSON", e);
        }
    }
}
