package io.entrepot.model;

import org.jspecify.annotations.Nullable;

/**
 * How much of what is available a storefront may show.
 *
 * @param buffer units kept back from this storefront; 0 or more
 * @param cap the most it ever shows, or null for no cap
 * @param sharePercent the part of what is available that it may show, 1 to 100, rounded down
 */
public record StockPolicy(long buffer, @Nullable Long cap, int sharePercent) {

    /** All of what is available. */
    public static final StockPolicy ALL = new StockPolicy(0, null, 100);

    /**
     * @throws IllegalArgumentException when a value is out of its range
     */
    public StockPolicy {
        if (buffer < 0 || (cap != null && cap < 0) || sharePercent < 1 || sharePercent > 100) {
            throw new IllegalArgumentException("buffer and cap must be 0 or more, the share 1 to 100: " + buffer + ", "
                    + cap + ", " + sharePercent);
        }
    }

    /** What the storefront should show of {@code available} units; below zero where more is promised than there is. */
    public long wanted(long available) {
        long shared = Math.floorDiv(Math.multiplyExact(available, (long) sharePercent), 100L) - buffer;
        return cap == null ? shared : Math.min(cap, shared);
    }
}
