package io.entrepot.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Spelling {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Spelling() {}

    /** "did you mean 'x'? There are: x, y, z", or only the second half where nothing is near. */
    public static String hint(String wrong, Collection<String> known) {
        String all = known.isEmpty() ? "there are none" : "there are: " + String.join(", ", new TreeSet<>(known));
        return nearest(wrong, known)
                .map(near -> "did you mean '" + near + "'? " + Character.toUpperCase(all.charAt(0)) + all.substring(1))
                .orElse(all);
    }

    private static Optional<String> nearest(String wrong, Collection<String> known) {
        return new TreeSet<>(known)
                .stream()
                        .min(Comparator.comparing(name -> DISTANCE.apply(wrong, name)))
                        .filter(name -> DISTANCE.apply(wrong, name) <= Math.max(1, wrong.length() / 3));
    }
}
