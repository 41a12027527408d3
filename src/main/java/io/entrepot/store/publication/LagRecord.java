package io.entrepot.store.publication;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;

/** Where it is recorded how long changes take from their commit until storefronts have taken and shown them. */
public interface LagRecord {

    /** One publication was verified, so long after the oldest change it now shows. */
    void verified(StorefrontId storefront, Aspect aspect, Duration sinceWanted);

    /** A storefront has taken a newer value of one publication, so long after the oldest change that it did not show yet. */
    default void accepted(StorefrontId storefront, Aspect aspect, Duration sinceWanted) {}
}
