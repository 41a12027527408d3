package io.entrepot.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads one YAML 1.2 scalar as what it means: a text, a number, true, false or nothing. */
final class YamlScalar {

    private YamlScalar() {}

    static JsonNode of(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text);
        }
        return tag.equals(Tag.NULL) ? NullNode.instance : TextNode.valueOf(text);
    }

    /** What is no finite number (.inf, .nan, or a text marked as a number) stays a text, which every rule for numbers refuses. */
    private static JsonNode number(String text) {
        try {
            if (text.startsWith("0x") || text.startsWith("0o")) {
                return JsonNodeFactory.instance.numberNode(
                        new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
            }
            BigDecimal value = new BigDecimal(text);
            return text.chars().allMatch(c -> c == '+' || c == '-' || Character.isDigit(c))
                    ? JsonNodeFactory.instance.numberNode(value.toBigIntegerExact())
                    : DecimalNode.valueOf(value);
        } catch (NumberFormatException e) {
            return TextNode.valueOf(text);
        }
    }
}
