package io.entrepot.config;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what a mistyped name was meant to be, and says which names there are. */
final class Suggestion {

    private Suggestion() {}

    /** A remedy: {@code Did you mean 'x'?} where one name is close, else {@code instead} with all names. */
    static String remedy(String wrong, Collection<String> known, String instead) {
        return closest(wrong, known)
                .map(name -> "Did you mean '" + name + "'?")
                .orElseGet(() -> instead + " " + (known.isEmpty() ? "(none)" : String.join(", ", known)) + ".");
    }

    private static Optional<String> closest(String wrong, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 3))
                .filter(name -> distance(wrong, name) < name.length())
                .min(comparingInt(name -> distance(wrong, name)));
    }

    private static int distance(String wrong, String name) {
        String plain = wrong.toLowerCase(Locale.ROOT).replace('_', '-');
        return LevenshteinDistance.getDefaultInstance().apply(plain, name.toLowerCase(Locale.ROOT));
    }
}
