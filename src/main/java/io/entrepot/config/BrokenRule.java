package io.entrepot.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A value that breaks one rule of the schema, told in words for people.
 *
 * @param keyword the rule's name in the schema
 * @param rule what stands there under that name
 * @param schema the schema object around it
 */
record BrokenRule(Spot spot, String keyword, JsonNode rule, JsonNode schema) {

    void refuse() {
        switch (keyword) {
            case "additionalProperties" -> unknownKey();
            case "required" -> missingKey();
            case "type" -> wrongType();
            case "enum" -> wrongWord();
            case "pattern" -> wrongForm();
            case "minimum" -> outOfRange(shown() + " is too small", "Use " + rule.asText() + " or more.");
            case "maximum" -> outOfRange(shown() + " is too large", "Use " + rule.asText() + " or less.");
            case "maxLength" -> outOfRange(shown() + " is too long", "Use at most " + rule.asText() + " characters.");
            case "minLength", "minItems" ->
                outOfRange("the value is empty", "Fill it in" + example() + ", or remove it.");
            case "uniqueItems" -> outOfRange("a value stands twice in this list", "Keep one of them.");
            default -> throw new IllegalStateException("no words for the schema's keyword " + keyword);
        }
    }

    private void unknownKey() {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        spot.refuse(
                ConfigError.UNKNOWN_KEY,
                "there is no key " + Quote.of(spot.name()) + " here",
                Suggestion.remedy(spot.name(), known, "Remove it, or use one of"));
    }

    private void missingKey() {
        spot.refuse(
                ConfigError.MISSING,
                "the key " + Quote.of(spot.name()) + " is missing here",
                "Add it" + example() + ".");
    }

    private void wrongType() {
        JsonNode node = spot.node();
        if (node.isNull()) {
            spot.refuse(
                    ConfigError.WRONG_TYPE, "there is no value here", "Give one" + example() + ", or remove the key.");
            return;
        }
        String wanted =
                String.join(" or ", texts().stream().map(BrokenRule::inWords).toList());
        boolean needsQuotes = "string".equals(rule.asText()) && node.isValueNode();
        spot.refuse(
                ConfigError.WRONG_TYPE,
                shown() + " is " + inWords(node.getNodeType().name()) + ", not " + wanted,
                needsQuotes ? "Put it into quotes." : "Write " + wanted + example() + ".");
    }

    private void wrongWord() {
        spot.refuse(
                ConfigError.WRONG_VALUE,
                shown() + " is none of " + String.join(", ", texts()),
                Suggestion.remedy(spot.text(), texts(), "Use one of"));
    }

    /** The schema tells it as {@code is no such thing: do this}. */
    private void wrongForm() {
        String[] words = schema.path("patternErrorMessage").asText().split(": ", 2);
        String remedy = words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1) + ".";
        spot.refuse(ConfigError.WRONG_VALUE, shown() + " " + words[0], remedy);
    }

    private void outOfRange(String problem, String remedy) {
        spot.refuse(ConfigError.OUT_OF_RANGE, problem, remedy);
    }

    /** What stands there; never where secrets belong. */
    private String shown() {
        boolean mayBeSecret = Spot.path(spot.pointer()).endsWith(".credentials");
        return spot.node().isContainerNode() || mayBeSecret ? "what stands here" : Quote.of(spot.text());
    }

    private String example() {
        JsonNode described =
                keyword.equals("required") ? schema.path("properties").path(spot.name()) : schema;
        JsonNode example = described.path("examples").path(0);
        return example.isMissingNode() ? "" : ", such as " + example.asText();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String inWords(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "object" -> "a mapping of keys and values";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "a number";
        };
    }
}
