package io.entrepot.sync;

import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;

/** Knows which listings' storefronts were not looked at for long. */
public interface LookBook {

    /**
     * Leases listings to which no stock is owed and whose storefront was last read before {@code lookedBefore}, the longest ago
     * first. Those to which something is owed are passed over for now: their lane looks at them.
     *
     * @param most how many are considered
     * @param leaseUntil when others may take them over
     */
    Slice claim(StorefrontId storefront, int most, Instant lookedBefore, Instant now, Instant leaseUntil);

    /**
     * What was leased.
     *
     * @param more whether there may be more of them
     */
    record Slice(List<Claim> claims, boolean more) {}
}
