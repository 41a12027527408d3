package io.entrepot.store.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a storefront's feed has been read.
 *
 * @param feed {@code orders}
 * @param watermark complete up to here, on the storefront's clock
 * @param lag how long ago that was, by the storefront's clock as far as it is known
 * @param readAt when a page was last read, or null when none was
 * @param failures failed reads in a row
 */
public record Feed(
        String storefront,
        String feed,
        Instant watermark,
        Duration lag,
        @Nullable Instant readAt,
        Duration clockAhead,
        int failures,
        @Nullable String errorCode,
        @Nullable String error) {}
