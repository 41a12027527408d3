package io.entrepot.store.load;

import io.entrepot.store.catalog.Variant;
import io.entrepot.store.catalog.Variant.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Options in one cell: {@code 颜色=红; 尺寸=38}, or a JSON object where names or values contain such signs. */
final class OwnOptions {

    private static final Pattern BETWEEN = Pattern.compile("[;；]");
    private static final Pattern EQUALS = Pattern.compile("[=＝:：]");

    private OwnOptions() {}

    /**
     * @throws IllegalArgumentException when the text is neither, or a name is there twice
     */
    static Variant parse(String text) {
        if (text.strip().startsWith("{")) {
            return Variant.ofJson(text);
        }
        List<Option> options = new ArrayList<>();
        for (String pair : BETWEEN.split(text)) {
            if (!pair.isBlank()) {
                options.add(option(pair));
            }
        }
        return new Variant(options);
    }

    private static Option option(String pair) {
        String[] parts = EQUALS.split(pair, 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + pair + "' is not name=value");
        }
        return new Option(parts[0].strip(), parts[1].strip());
    }
}
