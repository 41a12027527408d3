package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;

/** The part of a burst that is kept for urgent calls. */
public final class Reserve {

    private static final long PART = 5;

    private Reserve() {}

    /** How many calls must be there before one may be taken: one, or one more than the reserve. */
    public static long needed(Quota quota, Urgency urgency) {
        return urgency == Urgency.URGENT ? 1 : 1 + quota.burst() / PART;
    }
}
