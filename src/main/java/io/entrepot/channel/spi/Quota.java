package io.entrepot.channel.spi;

import java.time.Duration;

/**
 * How often an operation may be called: {@code calls} in each {@code period}, of which {@code burst} at once. With a burst of
 * at most {@code calls} the channel counts in windows, of whatever kind: no period of that length, wherever it begins, has
 * more calls. With a greater burst it is a bucket that holds {@code burst} and gets {@code calls} in each period.
 *
 * @param operation the connector's name for a group of calls that the channel counts together, or {@link #ALL}
 * @param calls calls in a period; at least 1
 * @param burst calls that may go out at once; at least 1
 */
public record Quota(String operation, long calls, Duration period, long burst) {

    /** Names the quota that all calls of a storefront count against, each besides that of its own operation. */
    public static final String ALL = "all";

    /**
     * @throws IllegalArgumentException when calls or burst is under 1 or the period is not positive
     */
    public Quota {
        if (calls < 1 || burst < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("quota of '" + operation + "' needs calls, burst and period above zero");
        }
    }
}
