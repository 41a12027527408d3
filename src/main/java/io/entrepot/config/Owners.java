package io.entrepot.config;

import io.entrepot.model.Aspect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Checks that what a storefront is said to own can be owned, and is owned by one alone. */
final class Owners {

    private Owners() {}

    static void check(Spot top) {
        Map<String, Spot> places = new HashMap<>();
        Map<String, Spot> lists = new HashMap<>();
        for (Spot storefront : top.items("storefronts")) {
            if (isTheirs(storefront, Aspect.STOCK)) {
                ownable(storefront, top);
                locations(storefront, top).forEach(code -> alone(storefront, Aspect.STOCK, "location", code, places));
            }
            if (isTheirs(storefront, Aspect.PRICE)) {
                String list = storefront.at("price-list").map(Spot::text).orElse("default");
                alone(storefront, Aspect.PRICE, "price list", list, lists);
            }
        }
    }

    static boolean isTheirs(Spot storefront, Aspect aspect) {
        return owner(storefront, aspect).filter("theirs"::equals).isPresent();
    }

    private static Optional<String> owner(Spot storefront, Aspect aspect) {
        return storefront.at("owner").flatMap(owner -> owner.at(aspect.id())).map(Spot::text);
    }

    private static void alone(Spot storefront, Aspect aspect, String noun, String name, Map<String, Spot> owners) {
        Spot other = owners.putIfAbsent(name, storefront);
        if (other != null) {
            storefront
                    .child("owner")
                    .child(aspect.id())
                    .blame(
                            ConfigError.OWNED_TWICE,
                            "the %s %s is owned already by %s"
                                    .formatted(
                                            noun,
                                            Quote.of(name),
                                            Quote.of(other.child("id").text())),
                            "Let one of the two be 'ours'.");
        }
    }

    /** What a storefront shows must be what stands at one place of its own, so that a change there is a change here. */
    private static void ownable(Spot storefront, Spot top) {
        List<String> wrong = new ArrayList<>();
        List<String> locations = locations(storefront, top);
        if (locations.size() != 1) {
            wrong.add("it sells from " + locations.size() + " locations, not from one");
        }
        top.items("locations").stream()
                .filter(location -> locations.contains(location.child("code").text()))
                .filter(location -> location.child("owner").text().equals("external"))
                .forEach(location -> wrong.add(
                        "location " + Quote.of(location.child("code").text()) + " is counted by another system"));
        if (!storefront.child("stock").node().isMissingNode()
                && storefront.child("stock").node().size() > 0) {
            wrong.add("it shows only a part of what there is (stock)");
        }
        Function<String, String> sync = flow -> storefront
                .at("sync")
                .flatMap(all -> all.at(flow))
                .map(Spot::text)
                .orElse("");
        if (sync.apply("orders").equals("off")) {
            wrong.add("its orders are not read, so that a sale looks like a change");
        }
        if (!wrong.isEmpty()) {
            storefront
                    .child("owner")
                    .child(Aspect.STOCK.id())
                    .blame(
                            ConfigError.NOT_OWNABLE,
                            "this storefront cannot own its stock: " + String.join("; ", wrong),
                            "Give it one location that Entrepot counts, read its orders, remove 'stock', or write 'ours'.");
        }
    }

    private static List<String> locations(Spot storefront, Spot top) {
        if (storefront.declares("locations")) {
            return storefront.items("locations").stream().map(Spot::text).toList();
        }
        return top.declares("locations")
                ? top.items("locations").stream()
                        .map(location -> location.child("code").text())
                        .toList()
                : List.of(Names.DEFAULT_LOCATION);
    }
}
