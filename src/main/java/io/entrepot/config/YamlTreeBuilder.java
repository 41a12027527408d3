package io.entrepot.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns parsed YAML into a {@link YamlTree}; duplicate keys, foreign tags and endless aliases are problems. */
final class YamlTreeBuilder {

    /** Far more than any configuration has; a few lines of aliases to aliases have more. */
    private static final int MOST_VALUES = 200_000;

    /** Those that YAML 1.2 gives to a value which names none. */
    private static final Set<Tag> TAGS =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.ENV_TAG, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL);

    private final Problems problems;
    private final Map<JsonPointer, Position> positions = new HashMap<>();

    YamlTreeBuilder(Problems problems) {
        this.problems = problems;
    }

    YamlTree build(Node root) {
        positions.put(JsonPointer.empty(), YamlSyntax.position(root));
        return new YamlTree(value(root, JsonPointer.empty()), positions);
    }

    private JsonNode value(Node node, JsonPointer at) {
        if (node.isRecursive() || positions.size() > MOST_VALUES) {
            throw problems.fatal(
                    YamlSyntax.position(node),
                    ConfigError.SYNTAX,
                    "the aliases used here never end or multiply without measure",
                    "Write the values out.");
        }
        if (!TAGS.contains(node.getTag())) {
            return foreign(at);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, at);
        }
        return node instanceof SequenceNode sequence ? sequence(sequence, at) : YamlScalar.of((ScalarNode) node);
    }

    private JsonNode mapping(MappingNode mapping, JsonPointer at) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                put(object, at.appendProperty(key.getValue()), key, entry.getValueNode());
            } else {
                problems.add(
                        YamlSyntax.position(entry.getKeyNode()),
                        Spot.path(at),
                        ConfigError.WRONG_TYPE,
                        "a key must be a plain name, not a list or a mapping",
                        "Put a key that begins with [ or { into quotes.");
            }
        }
        return object;
    }

    private void put(ObjectNode object, JsonPointer at, ScalarNode key, Node value) {
        if (object.has(key.getValue())) {
            duplicate(key, at);
        } else {
            positions.put(at, YamlSyntax.position(key));
            object.set(key.getValue(), value(value, at));
        }
    }

    private void duplicate(ScalarNode key, JsonPointer at) {
        problems.add(
                YamlSyntax.position(key),
                Spot.path(at),
                ConfigError.DUPLICATE_KEY,
                "the key " + Quote.of(key.getValue()) + " stands here a second time, first on line "
                        + positions.getOrDefault(at, Position.WHOLE_FILE).line(),
                "Keep one of them.");
    }

    private JsonNode sequence(SequenceNode sequence, JsonPointer at) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            JsonPointer child = at.appendIndex(array.size());
            positions.put(child, YamlSyntax.position(item));
            array.add(value(item, child));
        }
        return array;
    }

    /** The tag is not shown: it may be a password that begins with an exclamation mark. */
    private JsonNode foreign(JsonPointer at) {
        problems.add(
                positions.getOrDefault(at, Position.WHOLE_FILE),
                Spot.path(at),
                ConfigError.SYNTAX,
                "a value that begins with ! is a tag, and no tag is known here",
                "Put the value into quotes if the ! belongs to it, or remove the tag.");
        problems.refuse(at);
        return NullNode.instance;
    }
}
