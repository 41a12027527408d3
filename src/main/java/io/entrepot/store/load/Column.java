package io.entrepot.store.load;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A column that a format knows, by all the names a header may give it. Two columns are the same only if they are one object. */
final class Column {

    private final String name;
    private final List<String> names;

    /** The first name is the one shown in messages. */
    Column(String... names) {
        this.name = names[0];
        this.names = Arrays.stream(names).map(Column::normalised).toList();
    }

    String name() {
        return name;
    }

    boolean isCalled(String normalisedName) {
        return names.contains(normalisedName);
    }

    /** Header names are compared without case, width, and the difference between spaces, hyphens and underscores. */
    static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_-]+", "_");
    }
}
