package io.entrepot.store.adoption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds titles that are like another: by the pairs of neighbouring letters they share (Dice's coefficient), which works for
 * Chinese as for English. A pair that many titles have says nothing and is passed over.
 */
final class TitleIndex {

    /** Less alike is no suggestion. */
    private static final double LIKE = 0.6;

    private static final int TOO_COMMON = 2_000;

    private final List<Titled> all;
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, List<Integer>> byPair = new HashMap<>();

    TitleIndex(List<Titled> all) {
        this.all = all;
        for (int i = 0; i < all.size(); i++) {
            Set<String> pairs = pairs(all.get(i).title());
            sizes.add(pairs.size());
            for (String pair : pairs) {
                byPair.computeIfAbsent(pair, any -> new ArrayList<>()).add(i);
            }
        }
    }

    /** A SKU's code and the text to find it by. */
    record Titled(String code, String title) {}

    /** The code of the likest title; empty when none is like it, or two are equally so. */
    Optional<String> likest(String title) {
        Set<String> pairs = pairs(title);
        Map<Integer, Integer> shared = new HashMap<>();
        for (String pair : pairs) {
            List<Integer> having = byPair.getOrDefault(pair, List.of());
            if (having.size() <= TOO_COMMON) {
                having.forEach(each -> shared.merge(each, 1, Integer::sum));
            }
        }
        double best = LIKE;
        int found = -1;
        boolean twice = false;
        for (Map.Entry<Integer, Integer> each : shared.entrySet()) {
            double like = 2.0 * each.getValue() / (pairs.size() + sizes.get(each.getKey()));
            if (like > best) {
                best = like;
                found = each.getKey();
                twice = false;
            } else if (like == best && found >= 0) {
                twice = true;
            }
        }
        return found < 0 || twice
                ? Optional.empty()
                : Optional.of(all.get(found).code());
    }

    private static Set<String> pairs(String title) {
        int[] letters = title.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < letters.length; i++) {
            pairs.add(new String(letters, i, 2));
        }
        return pairs;
    }
}
