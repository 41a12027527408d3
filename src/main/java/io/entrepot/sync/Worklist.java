package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The publications that are owed something, due now: a table, shared by all nodes. */
public interface Worklist {

    /**
     * Leases the most urgent due publications. An attempt left open under an earlier lease that has run out becomes unknown.
     *
     * @param leaseUntil when others may take the work over
     */
    List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil);

    /** As {@link #claim}, but only what is more urgent than {@code urgency}; nothing where there are no urgencies. */
    default List<Claim> claimMoreUrgent(
            StorefrontId storefront, Aspect aspect, int urgency, int most, Instant now, Instant leaseUntil) {
        return List.of();
    }

    /** As {@link #nextDue}, but only of what is more urgent than {@code urgency}. */
    default Optional<Instant> nextDueMoreUrgent(StorefrontId storefront, Aspect aspect, int urgency) {
        return Optional.empty();
    }

    /** When the next publication of this lane is due, or a lease on a due one runs out; empty when nothing is owed. */
    Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect);

    /** Ends leases under which nothing was sent. A lease that was lost meanwhile is left alone. */
    void release(Collection<Claim> claims, Instant dueAt);

    /**
     * Records what became of claims and ends their leases, in one transaction. A claim whose lease was lost is left alone: who
     * took it over has made its attempt unknown.
     */
    void settle(List<Settlement> settlements, Instant now);
}
