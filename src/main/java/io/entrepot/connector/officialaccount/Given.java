package io.entrepot.connector.officialaccount;

import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a notifier or of a storefront.
 *
 * @param who has them, as a message names him
 */
record Given(String who, Map<String, String> options) {

    private static final String FIELD = "[A-Za-z][A-Za-z0-9_]{0,39}";

    static Given of(NotifierSettings settings) {
        return new Given("notifier '" + settings.id() + "'", settings.options());
    }

    static Given of(StorefrontSettings settings) {
        return new Given("storefront '" + settings.id() + "'", settings.options());
    }

    /** Empty where there is none. */
    Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The name of a template's field; empty where there is none.
     *
     * @throws Refusal when it is no such name
     */
    Optional<String> field(String option) {
        Optional<String> name = text(option);
        name.filter(text -> !text.matches(FIELD)).ifPresent(text -> {
            throw wrong(option, "names the field '" + text + "'", "write one such as thing1");
        });
        return name;
    }

    /**
     * A template's fields, each with what stands in it.
     *
     * @throws Refusal when a part is no {@code name=value}
     */
    Map<String, String> fields(String option) {
        return pairs(option, FIELD, "write each as name=value, such as phrase4=待处理");
    }

    /**
     * Pairs with commas between them.
     *
     * @param name what the first of each looks like
     * @throws Refusal when a part is none
     */
    Map<String, String> pairs(String option, String name, String remedy) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : options.getOrDefault(option, "").split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (part.isBlank()) {
                continue;
            }
            if (pair.length < 2 || !pair[0].strip().matches(name) || pair[1].isBlank()) {
                throw wrong(option, "has '" + part.strip() + "' in '" + option + "'", remedy);
            }
            pairs.put(pair[0].strip(), pair[1].strip());
        }
        return pairs;
    }

    /** What is thrown at the start when an option cannot be used. */
    Refusal wrong(String option, String what, String remedy) {
        return new Refusal(OfficialAccountCodes.WRONG_OPTION, option, who + " " + what, remedy + " under options");
    }
}
