package io.entrepot.connector.miniprogram;

import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Options that are lists of {@code name=value}. */
final class Pairs {

    private Pairs() {}

    /**
     * The pairs of an option, in their order; none where it is absent.
     *
     * @throws Refusal when a part of it is no pair, or a name stands twice
     */
    static Map<String, String> of(StorefrontSettings settings, String option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : settings.options().getOrDefault(option, "").split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (part.isBlank()) {
                continue;
            }
            if (pair.length < 2
                    || pair[0].isBlank()
                    || pair[1].isBlank()
                    || pairs.put(pair[0].strip(), pair[1].strip()) != null) {
                throw wrong(settings, option, "write each once, as name=value, with commas between");
            }
        }
        return pairs;
    }

    /** What is thrown at the start when an option cannot be used. */
    static Refusal wrong(StorefrontSettings settings, String option, String remedy) {
        return new Refusal(
                MiniprogramCodes.WRONG_OPTION,
                option,
                "storefront '" + settings.id() + "' has the option '" + option + "' as '"
                        + settings.options().getOrDefault(option, "") + "'",
                remedy);
    }
}
