package io.entrepot.sync;

import io.entrepot.sync.ContentBook.ClaimedSku;
import io.entrepot.sync.ContentBook.ItemCase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks that found nothing, and for whose creation there was no quota: the next try needs no look of its own, if nobody has tried
 * in between. A short quota would else be spent on looks alone.
 */
final class UnusedLooks {

    private static final int MOST = 10_000;

    /** The lease under which it was looked, by publication. */
    private final Map<Long, Long> leases = new ConcurrentHashMap<>();

    void keep(ItemCase item) {
        if (leases.size() >= MOST) {
            leases.clear();
        }
        item.claims()
                .forEach(
                        sku -> leases.put(sku.claim().publication(), sku.claim().lease()));
    }

    boolean foundNothing(ItemCase item) {
        List<Boolean> known = item.claims().stream().map(this::take).toList();
        return !known.contains(false);
    }

    private boolean take(ClaimedSku sku) {
        Long lease = leases.remove(sku.claim().publication());
        return lease != null && lease == sku.claim().lease() - 1;
    }
}
