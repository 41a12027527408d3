package io.entrepot.store.publication;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;

/** Where the time from a change's commit to its being seen on the storefront is recorded. */
public interface LagRecord {

    /** One publication was verified, so long after the oldest change it now shows. */
    void verified(StorefrontId storefront, Aspect aspect, Duration sinceWanted);
}
