package io.entrepot.store.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a storefront's feed has been read.
 *
 * @param feed {@code orders}
 * @param watermark complete up to here, on the storefront's clock
 * @param lagMs how long ago that was, in milliseconds, by the storefront's clock as far as it is known
 * @param readAt when a page was last read, or null when none was
 * @param failures failed reads in a row
 */
public record Feed(
        String storefront,
        String feed,
        Instant watermark,
        long lagMs,
        @Nullable Instant readAt,
        long clockAheadMs,
        int failures,
        @Nullable String errorCode,
        @Nullable String error) {}
