package io.entrepot.store.publication;

import io.entrepot.store.publication.SalesTerms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * What is held back on one storefront of a SKU that runs low, because the others may have sold it unheard.
 *
 * @param units of what is available; 1 or more
 * @param until when it is estimated anew: it falls by itself as the feeds get on
 */
record HeldBack(long units, Instant until) {

    /** A SKU of which more than so many times what is to be held back is left does not run low. */
    private static final int LOW = 4;

    /** Of a SKU with more than that, nobody asks how fast it sells. */
    private static final long PLENTY = 1000;

    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofSeconds(30);

    /**
     * Of which SKUs something is to be held back, by SKU.
     *
     * @param available units by SKU, at the storefront's locations
     */
    static Map<Long, HeldBack> of(DSLContext tx, Terms terms, Map<Long, Long> available, Instant now) {
        List<Long> few = available.entrySet().stream()
                .filter(each -> each.getValue() > 0 && each.getValue() <= PLENTY)
                .map(Map.Entry::getKey)
                .toList();
        if (terms.stock().dynamicBuffer() == 0 || few.isEmpty()) {
            return Map.of();
        }
        UnheardSales unheard = UnheardSales.elsewhere(tx, terms.storefront(), few, now);
        Duration behind = unheard.behind().dividedBy(4);
        Duration wait = behind.compareTo(SOONEST) < 0 ? SOONEST : behind.compareTo(LATEST) > 0 ? LATEST : behind;
        Map<Long, HeldBack> held = new HashMap<>();
        for (long sku : few) {
            long units = Math.round(unheard.of(sku) * terms.stock().dynamicBuffer() / 100);
            long free = available.getOrDefault(sku, 0L);
            if (units > 0 && free <= LOW * units) {
                held.put(sku, new HeldBack(Math.min(units, free), now.plus(wait)));
            }
        }
        return held;
    }

    /** Units held back of one SKU; 0 when it is not among them. */
    static long units(Map<Long, HeldBack> held, long sku) {
        HeldBack back = held.get(sku);
        return back == null ? 0 : back.units();
    }
}
