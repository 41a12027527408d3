package io.entrepot.store.publication;

import java.time.Duration;

/** Where the time from a change's commit to its being seen on the storefront is recorded. */
public interface LagRecord {

    /** One publication was verified, so long after the oldest change it now shows. */
    void verified(Duration sinceWanted);
}
