package io.entrepot.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that names are declared once, and that the locations storefronts name are declared at all. */
final class Names {

    /** The location that is there when the file declares none. */
    static final String DEFAULT_LOCATION = "main";

    private Names() {}

    static void check(Spot top) {
        unique(top.items("storefronts"), "id", "storefront");
        unique(top.items("locations"), "code", "location");
        followers(top);
        unique(top.items("notifiers"), "id", "notifier");
        apart(top.items("storefronts"), top.items("notifiers"));
        locations(top).ifPresent(known -> top.items("storefronts").stream()
                .flatMap(storefront -> storefront.items("locations").stream())
                .filter(code -> !known.contains(code.text()))
                .forEach(code -> code.refuse(
                        ConfigError.UNKNOWN_LOCATION,
                        "no location " + Quote.of(code.text()) + " is declared",
                        Suggestion.remedy(
                                code.text(), known, "Declare it at the top under locations, or use one of"))));
    }

    /** Whoever is told of another's parcels names one that is declared, and that no other follows. */
    private static void followers(Spot top) {
        List<Spot> storefronts = top.items("storefronts");
        Set<String> ids = new TreeSet<>();
        storefronts.forEach(each -> each.at("id").ifPresent(id -> ids.add(id.text())));
        Set<String> followed = new HashSet<>();
        for (Spot storefront : storefronts) {
            storefront.child("options").at(EntrepotConfig.ORDERS_OF).ifPresent(of -> {
                boolean itself = storefront
                        .at("id")
                        .map(Spot::text)
                        .filter(of.text()::equals)
                        .isPresent();
                if (!ids.contains(of.text()) || itself) {
                    of.refuse(
                            ConfigError.NOBODY_TO_FOLLOW,
                            "no other storefront " + Quote.of(of.text()) + " is declared",
                            Suggestion.remedy(of.text(), ids, "Name the storefront whose orders are paid there:"));
                } else if (!followed.add(of.text())) {
                    of.refuse(
                            ConfigError.NOBODY_TO_FOLLOW,
                            "another storefront has the orders of " + Quote.of(of.text()) + " already",
                            "Let one storefront alone be told of its parcels.");
                }
            });
        }
    }

    /** A notifier is counted and given its tokens by its id, as a storefront is. */
    private static void apart(List<Spot> storefronts, List<Spot> notifiers) {
        Map<String, Integer> lines = new HashMap<>();
        storefronts.forEach(storefront -> storefront.at("id").ifPresent(id -> lines.put(id.text(), id.line())));
        notifiers.forEach(notifier -> notifier.at("id")
                .filter(id -> lines.containsKey(id.text()))
                .ifPresent(id -> id.refuse(
                        ConfigError.DECLARED_TWICE,
                        "a storefront has the id %s already: on line %d"
                                .formatted(Quote.of(id.text()), lines.get(id.text())),
                        "Give the notifier another.")));
    }

    private static void unique(List<Spot> owners, String key, String noun) {
        Map<String, Integer> lines = new HashMap<>();
        for (Spot owner : owners) {
            owner.at(key).ifPresent(name -> {
                Integer first = lines.putIfAbsent(name.text(), name.line());
                if (first != null) {
                    name.refuse(
                            ConfigError.DECLARED_TWICE,
                            "two %ss have the %s %s: on line %d and on line %d"
                                    .formatted(noun, key, Quote.of(name.text()), first, name.line()),
                            "Give each " + noun + " its own.");
                }
            });
        }
    }

    /** The declared codes; empty while one of them cannot be told. */
    private static Optional<Set<String>> locations(Spot top) {
        if (!top.declares("locations")) {
            return Optional.of(Set.of(DEFAULT_LOCATION));
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < top.child("locations").node().size(); i++) {
            codes.add(top.child("locations").node().path(i).path("code").asText());
        }
        return Optional.of(codes).filter(known -> !known.contains(""));
    }
}
