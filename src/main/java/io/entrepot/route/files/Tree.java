package io.entrepot.route.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A part of a YAML file. */
record Tree(String file, Node node) {

    private static final Pattern DASHED = Pattern.compile("-([a-z])");

    /** One entry of a mapping. */
    record Entry(Scalar key, Tree value) {

        /** The key in camel case, whichever way it is written. */
        String name() {
            return DASHED.matcher(key.value())
                    .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        }
    }

    Spot spot() {
        return node.getStartMark()
                .map(mark -> new Spot(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Spot.wholeOf(file));
    }

    /** The entries of a mapping; none of anything else. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                Tree key = new Tree(file, tuple.getKeyNode());
                key.scalar().ifPresent(name -> entries.add(new Entry(name, new Tree(file, tuple.getValueNode()))));
            }
        }
        return entries;
    }

    /** The items of a list; none of anything else. */
    List<Tree> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(item -> new Tree(file, item)).toList()
                : List.of();
    }

    /** The entry of that name in camel case. */
    Optional<Tree> get(String name) {
        return entries().stream()
                .filter(entry -> entry.name().equals(name))
                .map(Entry::value)
                .findFirst();
    }

    Optional<Scalar> scalar() {
        return node instanceof ScalarNode scalar
                ? Optional.of(new Scalar(scalar.getValue(), spot()))
                : Optional.empty();
    }

    Optional<Scalar> scalar(String name) {
        return get(name).flatMap(Tree::scalar);
    }

    /** Where a key of that name stands, at any depth. */
    Stream<Scalar> keys(String name) {
        Stream<Scalar> here =
                entries().stream().filter(entry -> entry.name().equals(name)).map(Entry::key);
        Stream<Tree> below = Stream.concat(entries().stream().map(Entry::value), items().stream());
        return Stream.concat(here, below.flatMap(tree -> tree.keys(name)));
    }

    /** Where Camel is told to try a failed message again. */
    List<Spot> redeliveries() {
        return keys("maximumRedeliveries").map(Scalar::spot).toList();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }
}
