package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts the calls to each storefront and operation, so that a quota is kept before it is hit. Who is refused has the next call
 * kept before all that is less urgent. An operation without a quota is not limited. Safe for several threads.
 */
public interface RateBudget {

    /** Takes one call. Zero when it was taken; else how long to wait before asking again, and nothing was taken. */
    Duration tryTake(StorefrontId storefront, String operation, Urgency urgency);

    /** As {@link #tryTake}, but takes nothing, and nothing is kept. */
    Duration waitFor(StorefrontId storefront, String operation, Urgency urgency);

    /** No call of this operation is given out before that instant. A pause that is longer already stays. */
    void pauseUntil(StorefrontId storefront, String operation, Instant until);

    /** Learns from how a call that was taken ended: when it surely had arrived, and what the storefront said of its quota. */
    default void ended(StorefrontId storefront, String operation, CallEnd end) {}

    /** How many calls could be taken at once now; 0 while paused, {@link Long#MAX_VALUE} where there is no quota. */
    long remaining(StorefrontId storefront, String operation);
}
