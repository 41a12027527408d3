package io.entrepot.sync;

import io.entrepot.model.StorefrontId;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The orders that storefronts rang for, each once, until they are asked for. Kept in memory and no more of them than there is room
 * for: the feed brings what is lost here. Safe for several threads.
 */
public final class RungOrders {

    private static final int MOST = 1000;

    private final Set<Rung> waiting = new LinkedHashSet<>();
    private final Map<StorefrontId, StorefrontId> followed;
    private final Runnable rang;

    /**
     * @param followed by a storefront that tells of the orders of another, that other
     * @param rang called when there is one more
     */
    public RungOrders(Map<StorefrontId, StorefrontId> followed, Runnable rang) {
        this.followed = Map.copyOf(followed);
        this.rang = rang;
    }

    /** An order that a storefront says has changed. */
    public record Rung(StorefrontId storefront, String orderNo) {}

    /** Notes an order; returns whether there was room. */
    public boolean ring(StorefrontId storefront, String orderNo) {
        synchronized (waiting) {
            if (waiting.size() >= MOST) {
                return false;
            }
            waiting.add(new Rung(followed.getOrDefault(storefront, storefront), orderNo));
        }
        rang.run();
        return true;
    }

    /** Takes the one that has waited longest. */
    public Optional<Rung> take() {
        synchronized (waiting) {
            Iterator<Rung> all = waiting.iterator();
            if (!all.hasNext()) {
                return Optional.empty();
            }
            Rung first = all.next();
            all.remove();
            return Optional.of(first);
        }
    }

    /** Forgets those of a storefront that does not answer. */
    public void forget(StorefrontId storefront) {
        synchronized (waiting) {
            waiting.removeIf(each -> each.storefront().equals(storefront));
        }
    }
}
