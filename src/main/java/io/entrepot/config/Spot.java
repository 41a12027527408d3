package io.entrepot.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One value of a file, with its place. What was refused before is not reached through it, so that each rule only sees
 * values that the rules before it let pass.
 *
 * @param pointer its way from the top
 */
record Spot(YamlTree tree, Problems problems, JsonPointer pointer) {

    static Spot top(YamlTree tree, Problems problems) {
        return new Spot(tree, problems, JsonPointer.empty());
    }

    /** The way as people write it: {@code storefronts[1].currency}. */
    static String path(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            String name = Quote.plain(rest.getMatchingProperty());
            if (rest.getMatchingIndex() >= 0) {
                path.append('[').append(name).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    JsonNode node() {
        return tree.root().at(pointer);
    }

    /** The value as a text, also of a number, true or false. */
    String text() {
        return node().asText();
    }

    /** The key it stands under. */
    String name() {
        return pointer.last().getMatchingProperty();
    }

    int line() {
        return tree.position(pointer).line();
    }

    /** The file has such a key, whatever its value. */
    boolean declares(String key) {
        return node().has(key);
    }

    /** The place of a key, whether it is there or not. */
    Spot child(String key) {
        return new Spot(tree, problems, pointer.appendProperty(key));
    }

    /** The value under a key, where it is there and was not refused. */
    Optional<Spot> at(String key) {
        return Optional.of(child(key)).filter(child -> declares(key) && child.sound());
    }

    /** A list's items that were not refused; empty for what is no list. */
    List<Spot> items() {
        return IntStream.range(0, node().isArray() ? node().size() : 0)
                .mapToObj(index -> new Spot(tree, problems, pointer.appendIndex(index)))
                .filter(Spot::sound)
                .toList();
    }

    /** A list's items under a key, or none. */
    List<Spot> items(String key) {
        return at(key).map(Spot::items).orElse(List.of());
    }

    /** A mapping's values under a key that were not refused, or none; each {@link #name} is its key. */
    List<Spot> entries(String key) {
        List<Spot> entries = new ArrayList<>();
        at(key).ifPresent(mapping -> mapping.node().fieldNames().forEachRemaining(name -> mapping.at(name)
                .ifPresent(entries::add)));
        return entries;
    }

    /** Adds a problem with this value. */
    void blame(ConfigError error, String problem, String remedy) {
        problems.add(tree.position(pointer), path(pointer), error, problem, remedy);
    }

    /** Adds a problem with this value, and takes it out of what further rules see. */
    void refuse(ConfigError error, String problem, String remedy) {
        blame(error, problem, remedy);
        problems.refuse(pointer);
    }

    private boolean sound() {
        return !problems.refused(pointer);
    }
}
