package io.entrepot.config;

import io.entrepot.model.StorefrontId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The whole configuration, checked.
 *
 * @param stop the global stop: nothing is written to any storefront while it is true
 * @param locations where stock is held; at least one
 * @param storefronts each id once
 * @param notifiers each id once, and none that a storefront has
 * @param firstImport files imported when the store has no product yet
 */
public record EntrepotConfig(
        boolean stop,
        List<LocationConfig> locations,
        List<StorefrontConfig> storefronts,
        List<NotifierConfig> notifiers,
        List<Path> firstImport) {

    /** A configuration that tells nobody. */
    public EntrepotConfig(
            boolean stop, List<LocationConfig> locations, List<StorefrontConfig> storefronts, List<Path> firstImport) {
        this(stop, locations, storefronts, List.of(), firstImport);
    }

    /** The option of a storefront that is told of the parcels of another one's orders. */
    static final String ORDERS_OF = "orders-of";

    /** Keeps its own copies of the lists. */
    public EntrepotConfig {
        locations = List.copyOf(locations);
        storefronts = List.copyOf(storefronts);
        notifiers = List.copyOf(notifiers);
        firstImport = List.copyOf(firstImport);
    }

    /** By the storefront whose orders they are: who is told of their parcels as well, by its option {@code orders-of}. */
    public Map<StorefrontId, StorefrontId> followers() {
        return followed().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** By the storefront that has the option {@code orders-of}: the one that it names. */
    public Map<StorefrontId, StorefrontId> followed() {
        return storefronts.stream()
                .filter(each -> each.options().containsKey(ORDERS_OF))
                .collect(Collectors.toMap(
                        StorefrontConfig::id,
                        each -> new StorefrontId(String.valueOf(each.options().get(ORDERS_OF)))));
    }

    /**
     * A warehouse or shop.
     *
     * @param externalOwner another system (an ERP, a POS) counts it: our shipments do not lower it
     */
    public record LocationConfig(String code, String name, boolean externalOwner) {}
}
