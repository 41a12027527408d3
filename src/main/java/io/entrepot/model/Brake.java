package io.entrepot.model;

import java.time.Duration;

/**
 * When changes on one storefront are too many, or too large, to be meant, so that a person is asked first.
 *
 * @param zeroPercent more than so many of a hundred live listings would go to zero; 1 to 100, and 100 for never
 * @param floor but at least so many listings; 1 or more
 * @param pricePercent a price would fall by more than that; 1 to 100, and 100 for never
 * @param within all of it in that time
 */
public record Brake(int zeroPercent, int floor, int pricePercent, Duration within) {

    /** What holds where nothing is said. */
    public static final Brake DEFAULT = new Brake(20, 10, 50, Duration.ofMinutes(15));

    /** Holds nothing back. */
    public static final Brake NONE = new Brake(100, 1, 100, Duration.ofMinutes(15));

    /**
     * @throws IllegalArgumentException when a value is out of its range
     */
    public Brake {
        boolean percents = zeroPercent >= 1 && zeroPercent <= 100 && pricePercent >= 1 && pricePercent <= 100;
        if (!percents || floor < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("no brake: " + zeroPercent + " % and " + floor + " to zero, "
                    + pricePercent + " % in price, within " + within);
        }
    }

    /** Whether that many listings going to zero are too many. */
    public boolean tooManyToZero(long listings, long live) {
        return listings >= floor && listings * 100 > live * zeroPercent;
    }

    /** With how many live listings that many going to zero are not too many, for whoever counts no further. */
    public long enoughLive(long listings) {
        return listings * 100 / zeroPercent + 1;
    }

    /** Whether a price of minor units would fall too far. */
    public boolean tooFar(long before, long after) {
        return Math.multiplyExact(after, 100L) < Math.multiplyExact(before, 100L - pricePercent);
    }
}
