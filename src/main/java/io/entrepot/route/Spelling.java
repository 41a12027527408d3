package io.entrepot.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Spelling {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private static final int MANY = 12;

    private Spelling() {}

    /** What was probably meant, and what there is; of a long list nothing but what was probably meant. */
    public static String hint(String wrong, Collection<String> known) {
        String all = known.isEmpty() ? "there are none" : "there are: " + String.join(", ", new TreeSet<>(known));
        return nearest(wrong, known)
                .map(near -> "did you mean '" + near + "'?" + (known.size() > MANY ? "" : " " + "T" + all.substring(1)))
                .orElse(all);
    }

    private static Optional<String> nearest(String wrong, Collection<String> known) {
        return new TreeSet<>(known)
                .stream()
                        .min(Comparator.comparing(name -> DISTANCE.apply(wrong, name)))
                        .filter(name -> DISTANCE.apply(wrong, name) <= Math.max(2, wrong.length() / 3));
    }
}
