package io.entrepot.sync;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks that said that something is to be sent, for which there was no quota then: the next try needs no look of its own, if
 * nobody has tried in between. A short quota would else be spent on looks alone.
 */
final class UnusedLooks {

    private static final int MOST = 10_000;

    /** The lease under which it was looked, by publication. */
    private final Map<Long, Long> leases = new ConcurrentHashMap<>();

    void keep(Claim claim) {
        if (leases.size() >= MOST) {
            leases.clear();
        }
        leases.put(claim.publication(), claim.lease());
    }

    /** Whether a look was kept at the try before this one; it is forgotten now. */
    boolean take(Claim claim) {
        Long lease = leases.remove(claim.publication());
        return lease != null && lease == claim.lease() - 1;
    }
}
