package io.entrepot.store.oversold;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A SKU of which more is promised than there is.
 *
 * @param since when that was first seen, this time
 * @param places the sets of locations in which it is so, the worst first
 */
public record Oversold(long id, String sku, Instant since, List<Place> places) {

    /**
     * A set of locations that storefronts sell from as if it were one shelf.
     *
     * @param shortBy units promised that are not there
     * @param orders those that have units of it promised, in the order in which they were placed
     */
    public record Place(List<String> locations, long onHand, long committed, long shortBy, List<Claimant> orders) {}

    /**
     * An order that waits for units of the SKU.
     *
     * @param units promised to it and not shipped
     * @param covered how many of them are there when whoever was first is served first
     * @param placedAt on our clock, as far as the storefront's clock is known
     */
    public record Claimant(
            String storefront, String orderNo, long units, long covered, Instant placedAt, CancelVerdict cancel) {}

    /** Whether an order can still be cancelled without penalty, and why. */
    public enum CancelVerdict {
        /** Yes: nothing has been paid. */
        UNPAID(true),
        /** Yes: the buyer has asked for the money back. */
        REFUND_REQUESTED(true),
        /** Yes: paid and nothing shipped, and the storefront takes the seller's cancellations. */
        STOREFRONT_TAKES_IT(true),
        /** No: paid, and the storefront takes no cancellations by the seller. */
        STOREFRONT_TAKES_NONE(false),
        /** No: the seller has cancelled it already; its units come free when the storefront has agreed. */
        UNDER_WAY(false),
        /** No: a parcel is written, or the storefront knows of one. */
        PARCEL(false);

        private final boolean free;

        CancelVerdict(boolean free) {
            this.free = free;
        }

        /** Whether it can be cancelled without penalty. */
        public boolean free() {
            return free;
        }

        /** The name used in the API: lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
