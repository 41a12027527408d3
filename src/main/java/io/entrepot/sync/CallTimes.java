package io.entrepot.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * How long calls may take.
 *
 * @param hardTimeout after which a call is given up
 * @param transit how much later than given up a call may still arrive
 * @param lease how long a claim lasts; longer than the calls made under it
 */
public record CallTimes(Duration hardTimeout, Duration transit, Duration lease) {

    /** What may lie between the decision to make a call and its first byte: a look at the clock, the quota, a session. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(2);

    /** Ten seconds, five, and a minute. */
    public static final CallTimes DEFAULT =
            new CallTimes(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(1));

    /**
     * @throws IllegalArgumentException when a lease would not outlast a read and a write
     */
    public CallTimes {
        if (lease.compareTo(hardTimeout.plus(TO_BEGIN).multipliedBy(2).plus(transit)) <= 0) {
            throw new IllegalArgumentException(
                    "the lease " + lease + " must outlast two calls of " + hardTimeout + " and " + transit);
        }
    }

    /** When the calls that are made under a lease have to be over, so that none arrives once others may have it. */
    public Instant overBy(Instant leaseUntil) {
        return leaseUntil.minus(transit);
    }

    /** When a call that is to begin now has to be over; what keeps it waiting for longer than a moment keeps it from being sent. */
    public Instant overIfBegun(Instant now) {
        return now.plus(TO_BEGIN).plus(hardTimeout);
    }

    /** When a call that has just ended without an answer can no longer arrive: a broken connection ends one early, and it goes on there. */
    public Instant arrivedIfEnded(Instant now) {
        return now.plus(hardTimeout).plus(transit);
    }

    /** The longest time from the decision to make a call to its last possible arrival. */
    public Duration lastArrival() {
        return TO_BEGIN.plus(hardTimeout).plus(transit);
    }
}
