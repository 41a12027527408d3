package io.entrepot.store.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one storefront's aspect is owed. Numbers are counted up to {@link SyncBacklog#MOST}: a greater one is shown as that.
 *
 * @param due may be sent now
 * @param owed is not yet known to be in step: due, waiting for its next try, or being sent
 * @param failing of what is owed, how many have failed since they were last taken
 * @param oldest when the oldest change was made that is not yet seen on the storefront, or null when nothing is owed
 */
public record LaneBacklog(
        int due, int owed, int failing, @Nullable Instant oldest) {}
