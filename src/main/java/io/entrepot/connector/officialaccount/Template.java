package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.wechat.FieldText;
import io.entrepot.model.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template of the account, and what stands in which of its fields.
 *
 * @param fields the names of those that differ from message to message, by the option that names them
 * @param fixed what stands in the others
 */
record Template(String id, Map<String, String> fields, Map<String, String> fixed) {

    /** Keeps its own copies of the maps. */
    Template {
        fields = Map.copyOf(fields);
        fixed = Map.copyOf(fixed);
    }

    /**
     * The template of the options.
     *
     * @param says the options that name fields; the first two say what the message is for, and one of them is needed
     * @throws Refusal when there is no template, or it gets nothing to say
     */
    static Template of(Given given, List<String> says) {
        String id = given.text("template-id")
                .orElseThrow(() -> given.wrong("template-id", "has no template", "name the template's id"));
        Map<String, String> fields = new LinkedHashMap<>();
        says.forEach(option -> given.field(option).ifPresent(name -> fields.put(option, name)));
        List<String> needed = says.subList(0, 2);
        if (needed.stream().noneMatch(fields::containsKey)) {
            throw given.wrong(
                    needed.get(0),
                    "says nothing: it names no field of its template as " + String.join(" or ", needed),
                    "name the template's fields, such as " + needed.get(0) + ": thing1");
        }
        return new Template(id, fields, given.fields("fixed-fields"));
    }

    /**
     * The fields of a message, each as long as its kind may be.
     *
     * @param said by the option that names the field
     */
    Map<String, Map<String, String>> filled(Map<String, String> said) {
        Map<String, Map<String, String>> filled = new LinkedHashMap<>();
        said.forEach((option, text) -> {
            String name = fields.get(option);
            if (name != null) {
                filled.put(name, value(name, text));
            }
        });
        fixed.forEach((name, text) -> filled.put(name, value(name, text)));
        return filled;
    }

    private static Map<String, String> value(String name, String text) {
        return Map.of("value", FieldText.of(name, text));
    }
}
