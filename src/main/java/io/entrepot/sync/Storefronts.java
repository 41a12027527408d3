package io.entrepot.sync;

import io.entrepot.model.StorefrontId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All open storefronts of this process. */
public final class Storefronts implements AutoCloseable {

    private final Map<StorefrontId, OpenStorefront> byId = new TreeMap<>();

    /** Holds these. */
    public Storefronts(Collection<OpenStorefront> open) {
        open.forEach(storefront -> byId.put(storefront.id(), storefront));
    }

    /**
     * The storefront of that id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public OpenStorefront get(StorefrontId id) {
        OpenStorefront open = byId.get(id);
        if (open == null) {
            throw new IllegalArgumentException("no storefront '" + id + "' is declared; there are " + byId.keySet());
        }
        return open;
    }

    /** All of them, by id. */
    public Collection<OpenStorefront> all() {
        return byId.values();
    }

    @Override
    public void close() {
        byId.values().forEach(open -> open.channel().close());
    }
}
