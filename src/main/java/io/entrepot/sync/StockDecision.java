package io.entrepot.sync;

import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.ListingKey;
import io.entrepot.sync.ChannelLedger.Believed;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do about one listing's stock. Every kind of write sends the difference between what is wanted and what is
 * believed, on top of what the storefront really shows, so that nothing it has sold is given back.
 */
public sealed interface StockDecision {

    /** It shows what it should, as far as we have heard; {@code certain} when a settled read after the last write says so. */
    record Nothing(boolean certain) implements StockDecision {}

    /** Nothing can be said before the storefront is read. */
    record ReadFirst() implements StockDecision {}

    /** A raise must wait until the order feed has told everything up to {@code settles}. */
    record Wait(Instant settles) implements StockDecision {}

    /**
     * Write this.
     *
     * @param change what it changes what is shown by
     * @param basis the read it was computed from, or null
     * @param part whether the rest is to be sent once this was answered
     */
    record Send(
            StockWrite write,
            WriteKind kind,
            long change,
            @Nullable Read basis,
            boolean part) implements StockDecision {

        private Send(StockWrite write, WriteKind kind, long change, @Nullable Read basis) {
            this(write, kind, change, basis, false);
        }
    }

    /** From this lag on, a raise without an answer keeps an empty shelf empty for so long that it goes in two parts. */
    Duration LONG_LAG = Duration.ofSeconds(10);

    /**
     * Decides.
     *
     * @param wanted what should be shown, from all that was heard; not clamped
     * @param completeUpTo the order feed has told everything up to this instant
     * @param fresh a read made under the present lease, already part of the ledger; or null
     */
    static StockDecision of(
            ListingKey listing,
            long wanted,
            ChannelLedger ledger,
            StockRules rules,
            Instant completeUpTo,
            @Nullable Read fresh) {
        Believed believed = ledger.believed(completeUpTo).orElse(null);
        if (believed == null) {
            return new ReadFirst();
        }
        long difference = difference(wanted, believed, ledger);
        if (difference == 0 || (difference < 0 && ledger.showsZero())) {
            return new Nothing(believed.certain() && ledger.restsOnNewestRead(completeUpTo));
        }
        if (difference > 0) {
            boolean mayBeClamped = rules.tooLarge() == TooLarge.CLAMPS && believed.decreased();
            if (mayBeClamped && ledger.writtenSinceNewestRead()) {
                return new ReadFirst();
            }
            if (mayBeClamped || !believed.settled()) {
                Instant read = ledger.newestRead().map(Read::to).orElse(completeUpTo);
                return new Wait(read.plus(rules.visibilityLag()));
            }
        }
        boolean part = difference > 1 && fillsInParts(ledger, rules);
        StockDecision decision =
                write(listing, wanted, part ? (difference + 1) / 2 : difference, believed, ledger, rules, fresh);
        return part && decision instanceof Send send
                ? new Send(send.write(), send.kind(), send.change(), send.basis(), true)
                : decision;
    }

    /**
     * Whether an empty shelf is filled in two parts, because what is sold there is heard of late. Of a raise that has no answer it is
     * not known until then whether it was done and all of it sold; the other half can be sent all the same.
     */
    private static boolean fillsInParts(ChannelLedger ledger, StockRules rules) {
        return rules.visibilityLag().compareTo(LONG_LAG) >= 0
                && !ledger.writtenSinceNewestRead()
                && ledger.newestRead().filter(read -> read.quantity() == 0).isPresent();
    }

    private static StockDecision write(
            ListingKey listing,
            long wanted,
            long difference,
            Believed believed,
            ChannelLedger ledger,
            StockRules rules,
            @Nullable Read fresh) {
        return switch (rules.kind()) {
            case DELTA -> delta(listing, difference, ledger, fresh);
            case ABSOLUTE ->
                wanted <= 0 && fresh == null && !ledger.wroteZeroUnseen()
                        ? new Send(
                                new StockWrite.Absolute(listing, 0),
                                WriteKind.ABSOLUTE,
                                Math.min(0, -believed.high()),
                                null)
                        : onTopOf(
                                fresh,
                                difference,
                                WriteKind.ABSOLUTE,
                                (shown, target) -> new StockWrite.Absolute(listing, target));
            case COMPARE_AND_SET ->
                fresh == null
                        ? provided(listing, believed, difference, ledger)
                        : onTopOf(
                                fresh,
                                difference,
                                WriteKind.COMPARE_AND_SET,
                                (shown, target) -> new StockWrite.CompareAndSet(listing, shown, target));
        };
    }

    /**
     * Without a look, provided that what is believed is shown: what was sold unheard makes the storefront refuse it, and then it is
     * looked. Where the last look already showed such sales, they are likely again, and it is looked first.
     */
    private static StockDecision provided(
            ListingKey listing, Believed believed, long difference, ChannelLedger ledger) {
        long shown = believed.high();
        long target = Math.max(0, shown + difference);
        if (ledger.lastRefused() || shown < 0 || target == shown || !ledger.isShownAsBelieved(believed)) {
            return new ReadFirst();
        }
        return new Send(
                new StockWrite.CompareAndSet(listing, shown, target), WriteKind.COMPARE_AND_SET, target - shown, null);
    }

    /**
     * By how much to change what is shown. An absolute write that may still land can undo whatever is sent now; to lower for it
     * again and again would take everything off sale. So it counts when raising, but when lowering only once a look shows more
     * than there can be without it.
     */
    private static long difference(long wanted, Believed believed, ChannelLedger ledger) {
        long difference = wanted - believed.high();
        boolean seen = ledger.newestRead()
                .filter(read -> read.quantity() > believed.inTurn())
                .isPresent();
        return difference >= 0 || seen ? difference : Math.min(0, wanted - believed.inTurn());
    }

    private static StockDecision delta(
            ListingKey listing, long difference, ChannelLedger ledger, @Nullable Read fresh) {
        if (fresh == null) {
            return ledger.lastRefused()
                    ? new ReadFirst()
                    : new Send(new StockWrite.Delta(listing, difference), WriteKind.DELTA, difference, null);
        }
        long change = Math.max(difference, -fresh.quantity());
        return change == 0
                ? new Nothing(false)
                : new Send(new StockWrite.Delta(listing, change), WriteKind.DELTA, change, fresh);
    }

    private static StockDecision onTopOf(@Nullable Read fresh, long difference, WriteKind kind, ToWrite write) {
        if (fresh == null) {
            return new ReadFirst();
        }
        long target = Math.max(0, fresh.quantity() + difference);
        long change = target - fresh.quantity();
        return change == 0 ? new Nothing(false) : new Send(write.of(fresh.quantity(), target), kind, change, fresh);
    }

    /** Makes the write that turns what is shown into the target. */
    interface ToWrite {
        /** The write. */
        StockWrite of(long shown, long target);
    }
}
