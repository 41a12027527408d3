package io.entrepot.model;

import org.jspecify.annotations.Nullable;

/**
 * How much of what is available a storefront may show.
 *
 * @param buffer units kept back from this storefront; 0 or more
 * @param cap the most it ever shows, or null for no cap
 * @param sharePercent the part of what is available that it may show, 1 to 100, rounded down
 * @param dynamicBuffer how much more is kept back when little is left: that many per cent of what the other storefronts have
 *     probably sold and not yet told of; 0 to 1000
 */
public record StockPolicy(long buffer, @Nullable Long cap, int sharePercent, int dynamicBuffer) {

    /** All of what is available. */
    public static final StockPolicy ALL = new StockPolicy(0, null, 100, 0);

    private static final int MOST = 1000;

    /**
     * @throws IllegalArgumentException when a value is out of its range
     */
    public StockPolicy {
        if (buffer < 0 || (cap != null && cap < 0) || sharePercent < 1 || sharePercent > 100) {
            throw new IllegalArgumentException("buffer and cap must be 0 or more, the share 1 to 100: " + buffer + ", "
                    + cap + ", " + sharePercent);
        }
        if (dynamicBuffer < 0 || dynamicBuffer > MOST) {
            throw new IllegalArgumentException("the dynamic buffer must be 0 to " + MOST + ": " + dynamicBuffer);
        }
    }

    /** What the storefront should show of {@code available} units; below zero where more is promised than there is. */
    public long wanted(long available) {
        long shared = Math.floorDiv(Math.multiplyExact(available, (long) sharePercent), 100L) - buffer;
        return cap == null ? shared : Math.min(cap, shared);
    }
}
