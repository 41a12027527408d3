package io.entrepot.store.load;

import io.entrepot.store.catalog.SkuDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds rows that say different things of one SKU. All of them are refused, as nobody can tell which is right, and a wrong
 * count sells what is not there. Rows that say the same again are no contradiction.
 */
final class Contradictions {

    private final Map<Key, Said> said = new LinkedHashMap<>();

    private Contradictions() {}

    /** What there can be only one of. */
    private sealed interface Key {

        String sku();

        String what();
    }

    private record SkuKey(String sku) implements Key {

        @Override
        public String what() {
            return "product or detail";
        }
    }

    private record PriceKey(String sku, String priceList) implements Key {

        @Override
        public String what() {
            return "price in list '" + priceList + "'";
        }
    }

    private record StockKey(String sku, String location) implements Key {

        @Override
        public String what() {
            return "count at '" + location + "'";
        }
    }

    private record SkuContent(String product, SkuDetails sku) {}

    private static final class Said {

        private final Object content;
        private final List<Place> places = new ArrayList<>(1);
        private boolean contradicted;

        private Said(Object content) {
            this.content = content;
        }
    }

    /** Keeps the draft's rows that nothing contradicts. Offers are compared among themselves only: they are applied later. */
    static void remove(Draft draft, Findings findings) {
        Contradictions ofProducts = new Contradictions();
        draft.products().forEach(product -> product.rows().forEach(ofProducts::see));
        ofProducts.refuseIn(findings);
        draft.products().forEach(product -> product.rows().removeIf(row -> findings.hasRefused(row.place())));

        Contradictions ofOffers = new Contradictions();
        draft.offers().forEach(ofOffers::see);
        ofOffers.refuseIn(findings);
        draft.offers().removeIf(offer -> findings.hasRefused(offer.place()));
    }

    private void see(SkuRow row) {
        see(new SkuKey(row.sku().code()), new SkuContent(row.product(), row.sku()), row.place());
        see(row.offer());
    }

    private void see(Offer offer) {
        if (offer.price() != null) {
            see(new PriceKey(offer.sku(), offer.price().priceList()), offer.price(), offer.place());
        }
        if (offer.stock() != null) {
            see(new StockKey(offer.sku(), offer.stock().location()), offer.stock(), offer.place());
        }
    }

    private void see(Key key, Object content, Place place) {
        Said before = said.computeIfAbsent(key, k -> new Said(content));
        before.places.add(place);
        before.contradicted |= !before.content.equals(content);
    }

    private void refuseIn(Findings findings) {
        said.forEach((key, all) -> {
            if (all.contradicted) {
                all.places.forEach(place -> findings.refuse(place, refused(key, place, all.places)));
            }
        });
    }

    private static RowRefused refused(Key key, Place place, List<Place> places) {
        String others = String.join(
                ", ",
                places.stream()
                        .filter(other -> !other.equals(place))
                        .map(other -> shown(other, place))
                        .toList());
        return new RowRefused(
                Problem.CONTRADICTION,
                "sku",
                key.sku(),
                "SKU '" + key.sku() + "' has another " + key.what() + " on " + others);
    }

    private static String shown(Place other, Place place) {
        return (other.file().equals(place.file()) ? "line " : other.file() + " line ") + other.line();
    }
}
