package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.wechat.FieldText;
import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.model.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which template of the account a notice is put into, and how.
 *
 * @param title the field that takes the title; empty for none, here and in the others
 * @param fixed what stands in the template's other fields
 */
record Template(String id, String title, String text, String time, Map<String, String> fixed) {

    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,39}";

    /** Keeps its own copy of the map. */
    Template {
        fixed = Map.copyOf(fixed);
    }

    /**
     * @throws Refusal when there is no template, or it gets nothing to say
     */
    static Template of(NotifierSettings settings) {
        Template template = new Template(
                settings.option("template-id")
                        .orElseThrow(() -> wrong(settings, "template-id", "has no template", "name the template's id")),
                field(settings, "title-field"),
                field(settings, "text-field"),
                field(settings, "time-field"),
                fixed(settings));
        if (template.title.isEmpty() && template.text.isEmpty()) {
            throw wrong(
                    settings,
                    "title-field",
                    "says nothing: no field of its template takes the title or the text",
                    "name the template's fields, such as title-field: thing1");
        }
        return template;
    }

    private static String field(NotifierSettings settings, String option) {
        String name = settings.option(option).orElse("");
        if (!name.isEmpty() && !name.matches(NAME)) {
            throw wrong(settings, option, "names the field '" + name + "'", "write one such as thing1");
        }
        return name;
    }

    private static Map<String, String> fixed(NotifierSettings settings) {
        Map<String, String> fixed = new LinkedHashMap<>();
        for (String part : settings.option("fixed-fields").orElse("").split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (!part.isBlank() && (pair.length < 2 || !pair[0].matches(NAME) || pair[1].isBlank())) {
                throw wrong(
                        settings,
                        "fixed-fields",
                        "has '" + part.strip() + "' among its fixed fields",
                        "write each as name=value, such as phrase4=待处理");
            }
            if (!part.isBlank()) {
                fixed.put(pair[0], pair[1].strip());
            }
        }
        return fixed;
    }

    private static Refusal wrong(NotifierSettings settings, String option, String what, String remedy) {
        return new Refusal(
                OfficialAccountCodes.WRONG_OPTION,
                option,
                "notifier '" + settings.id() + "' " + what,
                remedy + " under options");
    }

    /** The fields of a notice, each as long as its kind may be. */
    Map<String, Map<String, String>> filled(Notice notice) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(title, FieldText.of(title, notice.title()));
        values.put(text, FieldText.of(text, notice.text()));
        values.put(time, FieldText.of(notice.at()));
        fixed.forEach((name, value) -> values.put(name, FieldText.of(name, value)));
        values.remove("");
        Map<String, Map<String, String>> filled = new LinkedHashMap<>();
        values.forEach((name, value) -> filled.put(name, Map.of("value", value)));
        return filled;
    }
}
