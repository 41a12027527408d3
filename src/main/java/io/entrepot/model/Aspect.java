package io.entrepot.model;

import java.util.List;
import java.util.Locale;

/** What a storefront is told: three things of each listing, and what becomes of its orders. */
public enum Aspect {
    CONTENT,
    PRICE,
    STOCK,
    /** Parcels and cancellations. */
    SHIPMENTS;

    /** Those that belong to listings. */
    public static final List<Aspect> OF_LISTINGS = List.of(CONTENT, PRICE, STOCK);

    /** The name used in routes, configuration, the database and the API: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The aspect of that id.
     *
     * @throws IllegalArgumentException when no aspect has that name; the message lists those that exist
     */
    public static Aspect of(String id) {
        for (Aspect aspect : values()) {
            if (aspect.id().equals(id)) {
                return aspect;
            }
        }
        throw new IllegalArgumentException("unknown aspect '" + id + "': use content, price, stock or shipments");
    }
}
