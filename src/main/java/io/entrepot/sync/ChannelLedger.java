package io.entrepot.sync;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was heard of and done to the stock one listing shows, since an anchor that everything older is part of. All
 * instants are on our clock.
 *
 * @param reads oldest first
 * @param ownChanges what the storefront did by itself for its orders
 * @param writes our attempts, oldest first; those surely not done are left out
 * @param lastRefused whether the newest attempt was refused because the storefront showed something else
 */
public record ChannelLedger(List<Read> reads, List<OwnChange> ownChanges, List<Write> writes, boolean lastRefused) {

    /** Nothing heard, nothing done. */
    public static final ChannelLedger EMPTY = new ChannelLedger(List.of(), List.of(), List.of(), false);

    /**
     * The storefront showed {@code quantity} at some moment between {@code from} and {@code to}.
     *
     * @param afterAttempt the number of the last attempt that was over before the read began
     * @param settled it can be used whatever the order feed has told: nothing was sold before it
     */
    public record Read(long quantity, Instant from, Instant to, long afterAttempt, boolean settled) {}

    /** The storefront changed its stock by itself: lowered for an order (below zero) or restored (above). */
    public record OwnChange(long change, Instant from, Instant to) {}

    /**
     * An attempt of ours.
     *
     * @param change what it changes what is shown by, if it is done
     * @param target for an absolute write, what it makes the storefront show; else 0
     * @param basis for an absolute write, the read it was computed from; null when it was computed without one
     * @param lastArrival when it was over; for an open one, the last moment at which it may still be done
     * @param open whether nobody knows if it was done
     */
    public record Write(
            long attempt,
            WriteKind kind,
            long change,
            long target,
            @Nullable Read basis,
            Instant sentAt,
            Instant lastArrival,
            boolean open) {

        /** Whether it was done is unknown, or what it changed is, because it was sent without looking. */
        private boolean uncertain() {
            return open || (kind == WriteKind.ABSOLUTE && basis == null);
        }

        private boolean isDoneZeroWithoutBasis() {
            return kind == WriteKind.ABSOLUTE && !open && basis == null && target == 0;
        }

        private boolean mayHaveUndone(OwnChange own) {
            if (kind != WriteKind.ABSOLUTE) {
                return false;
            }
            boolean overBeforeRead = basis != null && own.to().isBefore(basis.from());
            return !overBeforeRead && !own.from().isAfter(lastArrival);
        }

        private boolean hasSurelyUndone(OwnChange own) {
            boolean afterRead = basis == null || own.from().isAfter(basis.to());
            return kind == WriteKind.ABSOLUTE && !open && afterRead && own.to().isBefore(sentAt);
        }
    }

    /** The newest read, whether the order feed has caught up with it or not. */
    public Optional<Read> newestRead() {
        return reads.isEmpty() ? Optional.empty() : Optional.of(reads.get(reads.size() - 1));
    }

    /** The newest read that may be used, given that the order feed has told everything up to that instant. */
    public Optional<Read> settledAnchor(Instant completeUpTo) {
        return reads.stream()
                .filter(read -> read.settled() || !read.to().isAfter(completeUpTo))
                .max(Comparator.comparing(Read::to).thenComparing(Read::afterAttempt));
    }

    /** The storefront's newest read was zero, and nothing that may have raised it has happened since. */
    public boolean showsZero() {
        return newestRead()
                .filter(read -> read.quantity() == 0)
                .map(this::notRaisedSince)
                .orElse(false);
    }

    private boolean notRaisedSince(Read read) {
        return writes.stream().noneMatch(write -> write.change() > 0 && mayBeAfter(write, read))
                && ownChanges.stream()
                        .noneMatch(own -> own.change() > 0 && !own.to().isBefore(read.from()));
    }

    /** Whether zero was written and acknowledged after the newest read, without looking; a look tells whether it is shown. */
    boolean wroteZeroUnseen() {
        return writtenSinceNewestRead()
                && !writes.isEmpty()
                && writes.get(writes.size() - 1).isDoneZeroWithoutBasis();
    }

    /** Whether a write was sent after the newest read, so that the read no longer tells what is shown. */
    public boolean writtenSinceNewestRead() {
        return newestRead()
                .map(read -> writes.stream().anyMatch(write -> mayBeAfter(write, read)))
                .orElse(true);
    }

    /**
     * Whether the newest read may be used, and saw whatever was written: what is believed then rests on what was seen last. A
     * newer read that may not be used yet can contradict it.
     */
    public boolean restsOnNewestRead(Instant completeUpTo) {
        return !writtenSinceNewestRead() && settledAnchor(completeUpTo).equals(newestRead());
    }

    /** Whether the newest read showed that, nothing was written since, and nothing that was heard of may have changed it. */
    public boolean stillShows(long quantity) {
        return newestRead()
                .filter(read -> read.quantity() == quantity && !writtenSinceNewestRead())
                .map(read -> since(read, true))
                .filter(believed -> believed.certain() && believed.high() == quantity)
                .isPresent();
    }

    /** Whether there is but one value that it can show as far as we have heard, whether that rests on the settled anchor or on the newest read. */
    boolean isShownAsBelieved(Believed believed) {
        return believed.certain()
                && newestRead()
                        .map(read -> since(read, true))
                        .filter(seen -> seen.certain() && seen.high() == believed.high())
                        .isPresent();
    }

    /** The last moment at which a write of unknown outcome may still be done; empty when there is none. */
    public Optional<Instant> lastArrivalOfOpenWrites() {
        return writes.stream().filter(Write::open).map(Write::lastArrival).max(Comparator.naturalOrder());
    }

    /** What the storefront shows as far as we have heard, as an interval; empty when it was never read. */
    public Optional<Believed> believed(Instant completeUpTo) {
        Optional<Read> settled = settledAnchor(completeUpTo);
        return settled.or(this::newestRead).map(anchor -> {
            Believed believed = since(anchor, settled.isPresent());
            return isContradicted(anchor, believed) ? believed.unsettled() : believed;
        });
    }

    /**
     * Whether more was shown after the anchor than what is heard of explains: a write was acknowledged and not done, say. What
     * was sold before that look may then hide how much more it is.
     */
    private boolean isContradicted(Read anchor, Believed believed) {
        return reads.stream()
                .filter(read -> read.to().isAfter(anchor.to()))
                .anyMatch(read -> since(read, true).high() > believed.high());
    }

    private Believed since(Read anchor, boolean settled) {
        long low = anchor.quantity();
        long high = anchor.quantity();
        boolean decreased = false;
        for (Write write : writes) {
            if (mayBeAfter(write, anchor)) {
                boolean uncertain = write.uncertain();
                high += uncertain ? Math.max(0, write.change()) : write.change();
                low += uncertain ? Math.min(0, write.change()) : write.change();
                decreased |= write.kind() == WriteKind.DELTA && write.change() < 0;
            }
        }
        for (OwnChange own : ownChanges) {
            boolean certain = own.from().isAfter(anchor.to());
            boolean possible = !own.to().isBefore(anchor.from());
            // A loop, not streams: it is gone through for each of both, with each look at a ledger.
            for (Write write : writes) {
                if (mayBeAfter(write, anchor)) {
                    certain &= !write.mayHaveUndone(own);
                    possible &= !write.hasSurelyUndone(own);
                }
            }
            boolean lowers = own.change() < 0;
            high += (lowers ? certain : possible) ? own.change() : 0;
            low += (lowers ? possible : certain) ? own.change() : 0;
        }
        long inTurn = high;
        for (Write late : writes) {
            if (late.uncertain() && late.kind() == WriteKind.ABSOLUTE && mayBeAfter(late, anchor)) {
                high = Math.max(high, late.target() + sumSince(late, true));
                low = Math.min(low, late.target() + sumSince(late, false));
            }
        }
        return new Believed(low, inTurn, high, settled, decreased);
    }

    /** All raises, or all decreases, that may have come on top of an absolute write that landed at an unknown moment. */
    private long sumSince(Write late, boolean raises) {
        long ours = writes.stream()
                .filter(write ->
                        write.attempt() != late.attempt() && (write.open() || write.attempt() > late.attempt()))
                .mapToLong(Write::change)
                .filter(change -> change > 0 == raises)
                .sum();
        long theirs = ownChanges.stream()
                .filter(own -> !own.to().isBefore(late.sentAt()))
                .mapToLong(OwnChange::change)
                .filter(change -> change > 0 == raises)
                .sum();
        return ours + theirs;
    }

    private static boolean mayBeAfter(Write write, Read read) {
        return write.attempt() > read.afterAttempt()
                || (write.open() && !write.lastArrival().isBefore(read.from()));
    }

    /**
     * What a storefront shows, as far as we have heard.
     *
     * @param low the lower end; may be below zero
     * @param inTurn the upper end, unless an absolute write has landed after one that was sent later
     * @param high the upper end, whatever has landed
     * @param settled whether the order feed has caught up with the anchor, and nothing seen since contradicts it; if not, sales
     *     may be part of it that we have not heard of
     * @param decreased whether a delta below zero came after the anchor, which a clamping storefront may have taken in part
     */
    public record Believed(long low, long inTurn, long high, boolean settled, boolean decreased) {
        /** Whether both ends are the same. */
        public boolean certain() {
            return low == high;
        }

        private Believed unsettled() {
            return new Believed(low, inTurn, high, false, decreased);
        }
    }
}
