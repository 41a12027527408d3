package io.entrepot.store.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much waits in a table that is emptied by work, and since when.
 *
 * @param rows counted up to {@link SyncBacklog#MOST}
 * @param oldest null when nothing waits
 */
public record Waiting(int rows, @Nullable Instant oldest) {}
