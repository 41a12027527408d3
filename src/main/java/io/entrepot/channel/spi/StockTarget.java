package io.entrepot.channel.spi;

import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A storefront whose stock can be read and written. */
public non-sealed interface StockTarget extends Capability {

    /** How this listing's stock behaves. */
    StockRules rules(ListingKey listing);

    /** How many items one call takes; at least 1. */
    int batchSize();

    /**
     * What the storefront shows now. A listing that is gone is missing from the result.
     *
     * @throws IllegalArgumentException when there are more listings than {@link #batchSize}
     * @throws QuotaExhausted when the quota is used up, by our count or the storefront's
     * @throws CallRefused when the storefront refused the call
     * @throws IOException when the storefront gave no usable answer
     */
    Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException;

    /**
     * Writes stock; one outcome per item, in order. All writes are of the kind that {@link #rules} names for the listing.
     *
     * @throws IllegalArgumentException when there are more than {@link #batchSize}, or one is of another kind
     */
    List<Outcome> write(List<StockWrite> writes);

    /** What the storefront recorded of its stock's changes; empty where it tells nobody. */
    default Optional<StockLog> log() {
        return Optional.empty();
    }

    /** Tells what happened to a listing's stock, and so whether a write whose answer was lost was done. */
    interface StockLog {
        /**
         * All changes of one listing's stock in a window (both ends included, UTC, on the storefront's clock), the oldest first. Nothing
         * is left out: a log that cannot be read to its end is a failure.
         *
         * @throws QuotaExhausted when the quota is used up, by our count or the storefront's
         * @throws CallRefused when the storefront refused the call
         * @throws IOException when the storefront gave no usable answer, or one with a change that nobody can read
         */
        Recorded changes(ListingKey listing, Instant from, Instant to) throws IOException;

        /** How long after a change the log may still lack it. */
        Duration visibleWithin();

        /** The changes' instants, and what is said of the clock, are cut down to a multiple of this. */
        Duration grain();
    }

    /**
     * What a log had.
     *
     * @param storefrontNow the storefront's own clock when it answered
     */
    record Recorded(List<StockChange> changes, Instant storefrontNow) {}

    /**
     * One change as the storefront recorded it.
     *
     * @param at UTC, on the storefront's clock, cut down to {@link StockLog#grain}
     * @param change what was added; below zero when it was taken
     * @param before what was shown
     * @param after what was shown then
     * @param byApi whether it was made by a call of an app of the seller's rather than by an order or by hand. A change of which the
     *     storefront does not say so is never left out nor given as another's: the log cannot be read then
     */
    record StockChange(Instant at, long change, long before, long after, boolean byApi) {}

    /** One change of one listing's stock. */
    sealed interface StockWrite {
        /** The listing it is for. */
        ListingKey listing();

        /** Adds {@code change} (which may be negative) to what is shown. */
        record Delta(ListingKey listing, long change) implements StockWrite {}

        /** Shows {@code quantity} from now on. */
        record Absolute(ListingKey listing, long quantity) implements StockWrite {}

        /** Shows {@code quantity}, provided that {@code expected} is shown now. */
        record CompareAndSet(ListingKey listing, long expected, long quantity) implements StockWrite {}
    }

    /** Which {@link StockWrite} a listing takes. */
    enum WriteKind {
        DELTA,
        ABSOLUTE,
        COMPARE_AND_SET
    }

    /** The moment at which a storefront lowers its own stock for an order. */
    enum Lowers {
        PLACED,
        PAID,
        SHIPPED
    }

    /** What a delta below zero does. */
    enum TooLarge {
        /** The storefront shows 0 and reports success. */
        CLAMPS,
        /** The storefront changes nothing and says so. */
        REFUSES
    }

    /**
     * How a storefront treats the stock of one listing.
     *
     * @param restoresUnpaid it gives stock back by itself when an unpaid order is cancelled
     * @param restoresPaid it gives stock back by itself when a paid order is cancelled or refunded before shipment
     * @param visibilityLag how long after it happened an order may still be missing from the order feed
     * @param appliesWithin how long after its acknowledgement a write may take to show
     */
    record StockRules(
            WriteKind kind,
            Lowers lowers,
            boolean restoresUnpaid,
            boolean restoresPaid,
            TooLarge tooLarge,
            Duration visibilityLag,
            Duration appliesWithin) {}
}
