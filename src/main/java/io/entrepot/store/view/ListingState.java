package io.entrepot.store.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SKU on a storefront, and how far each aspect of it is in step.
 *
 * @param itemId the storefront's id of the item, or null while it is not known to be listed
 * @param state draft, in_review, live, rejected or ended
 */
public record ListingState(
        long id,
        String storefront,
        String sku,
        @Nullable String itemId,
        @Nullable String channelSkuId,
        String state,
        @Nullable String stateReason,
        Instant updatedAt,
        List<AspectState> aspects) {

    /**
     * One aspect. Revisions count changes: it is in step when the verified one is the wanted one.
     *
     * @param dueAt when it may be sent next, or null when nothing is owed
     * @param wantedAt when the oldest change was made that was not yet seen on the storefront, or null
     */
    public record AspectState(
            String aspect,
            long wantedRevision,
            long acceptedRevision,
            long verifiedRevision,
            @Nullable Instant dueAt,
            @Nullable Instant wantedAt,
            @Nullable Instant verifiedAt,
            int failures,
            @Nullable String errorCode,
            @Nullable String error) {}
}
