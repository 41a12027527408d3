package io.entrepot.sync;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param hardTimeout after which a call is given up
 * @param transit how much later than given up a call may still arrive
 * @param lease how long a claim lasts; longer than the calls made under it
 */
public record CallTimes(Duration hardTimeout, Duration transit, Duration lease) {

    /** Ten seconds, five, and a minute. */
    public static final CallTimes DEFAULT =
            new CallTimes(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(1));

    /**
     * @throws IllegalArgumentException when a lease would not outlast a read and a write
     */
    public CallTimes {
        if (lease.compareTo(hardTimeout.multipliedBy(2).plus(transit)) <= 0) {
            throw new IllegalArgumentException(
                    "the lease " + lease + " must outlast two calls of " + hardTimeout + " and " + transit);
        }
    }

    /** The longest time from sending a call to its last possible arrival. */
    public Duration lastArrival() {
        return hardTimeout.plus(transit);
    }
}
