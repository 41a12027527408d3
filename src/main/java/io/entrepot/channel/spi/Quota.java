package io.entrepot.channel.spi;

import java.time.Duration;

/**
 * How often an operation may be called: {@code calls} in each {@code period}, of which {@code burst} at once.
 *
 * @param operation the connector's name for a group of calls that the channel counts together
 * @param calls calls in a period; at least 1
 * @param burst calls that may go out at once; at least 1
 */
public record Quota(String operation, long calls, Duration period, long burst) {

    /**
     * @throws IllegalArgumentException when calls or burst is under 1 or the period is not positive
     */
    public Quota {
        if (calls < 1 || burst < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("quota of '" + operation + "' needs calls, burst and period above zero");
        }
    }
}
