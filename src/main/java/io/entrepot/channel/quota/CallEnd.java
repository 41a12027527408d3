package io.entrepot.channel.quota;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a counted call ended, as far as quotas are concerned.
 *
 * @param asked when the budget was asked for it, so not later than it was taken
 * @param ended when its answer came, or when it was given up
 * @param refused whether the storefront refused it because there were too many
 * @param retryAfter how long the storefront asks to wait, or null where it does not say
 * @param heard what the storefront said of the quota, or null
 */
public record CallEnd(
        Instant asked,
        Instant ended,
        boolean refused,
        @Nullable Duration retryAfter,
        @Nullable Heard heard) {

    /** Whether no other call should follow for a while. */
    public boolean asksForAPause() {
        return refused || retryAfter != null;
    }
}
