package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;

/** A lane's waiting as two questions, for those who decide themselves how time passes. */
public final class LaneRest {

    private LaneRest() {}

    /** Whether the lane was woken since it was last asked. */
    public static boolean woken(LaneSignals signals, StorefrontId storefront, Aspect aspect) {
        try {
            return signals.await(storefront, aspect, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When it looks for work though nobody wakes it. */
    public static Instant until(Outbound outbound, StorefrontId storefront, Aspect aspect, Instant latest) {
        return outbound.nextLook(storefront, aspect, latest);
    }
}
