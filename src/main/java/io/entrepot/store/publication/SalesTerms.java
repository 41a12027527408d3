package io.entrepot.store.publication;

import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** On which terms each declared storefront sells: what of the store's data it is to show. */
public final class SalesTerms {

    private final Map<StorefrontId, Terms> byStorefront = new TreeMap<>();

    /** Holds these. */
    public SalesTerms(Collection<Terms> terms) {
        terms.forEach(each -> byStorefront.put(each.storefront(), each));
    }

    /**
     * The terms of one storefront.
     *
     * @throws IllegalArgumentException when it is not declared
     */
    public Terms of(StorefrontId storefront) {
        Terms terms = byStorefront.get(storefront);
        if (terms == null) {
            throw new IllegalArgumentException("no storefront '" + storefront + "' is declared");
        }
        return terms;
    }

    /** All of them, by storefront. */
    public Collection<Terms> all() {
        return byStorefront.values();
    }

    /** Each set of locations that some storefront sells from, once. */
    public List<List<Long>> locationSets() {
        return byStorefront.values().stream().map(Terms::locations).distinct().toList();
    }

    /**
     * One storefront's terms.
     *
     * @param locations ids of the locations whose stock it sells; its orders are committed at the first
     * @param ordersHeard whether its orders are read, so that what it sells is known some time
     * @param pushed what is written to it; with content, every SKU is listed on it
     * @param digest of all that affects the values it shows
     * @param brake which changes are held until a person has looked
     */
    public record Terms(
            StorefrontId storefront,
            List<Long> locations,
            String priceList,
            Currency currency,
            StockPolicy stock,
            boolean ordersHeard,
            Set<Aspect> pushed,
            String digest,
            Brake brake) {}
}
