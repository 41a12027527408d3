package io.entrepot.store.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that was to change a storefront: what it sent and what came of it.
 *
 * @param number counts the attempts of this listing's aspect
 * @param kind how it was written: delta, absolute, compare_and_set, price, publish, …
 * @param sent what was sent, in words of the storefront's own ids
 * @param quantityChange by how many units it changes what is shown, or null where it is not about stock
 * @param wantedAt when the oldest change was made that it carried, or null where that is not known
 * @param outcome applied, accepted, throttled, changed, rejected, not_done or unknown; null while it is under way
 */
public record SentAttempt(
        long listing,
        String storefront,
        String sku,
        String aspect,
        long number,
        String kind,
        long revision,
        String sent,
        @Nullable Long quantityChange,
        @Nullable Instant wantedAt,
        Instant sentAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String errorCode,
        @Nullable String message,
        @Nullable String ticket) {}
