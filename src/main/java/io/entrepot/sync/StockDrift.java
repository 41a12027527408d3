package io.entrepot.sync;

import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.sync.ChannelLedger.Believed;
import io.entrepot.sync.ChannelLedger.OwnChange;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.ChannelLedger.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A storefront showed a quantity that nothing we heard of and nothing we sent explains: somebody changed it there.
 *
 * @param low the least it should have shown
 * @param high the most it should have shown
 * @param seen the settled read that showed it
 * @param proven whether all that we sent before it is known to have been done, so that the difference is surely not ours
 */
public record StockDrift(long low, long high, Read seen, boolean proven) {

    /** What surely was added there, or, below zero, taken away. */
    public long change() {
        return seen.quantity() > high ? seen.quantity() - high : seen.quantity() - low;
    }

    /**
     * The drifts that a ledger shows, oldest first. Each settled read is held against the one before it and all that came
     * between; one that a write of ours may have overlapped tells nothing.
     *
     * @param completeUpTo the order feed has told everything up to this instant; a newer read is not settled
     */
    public static List<StockDrift> in(ChannelLedger ledger, StockRules rules, Instant completeUpTo) {
        List<Read> settled = ledger.reads().stream()
                .filter(read -> read.settled() || !read.to().isAfter(completeUpTo))
                .sorted(Comparator.comparing(Read::to).thenComparing(Read::afterAttempt))
                .toList();
        List<StockDrift> drifts = new ArrayList<>();
        for (int i = 1; i < settled.size(); i++) {
            Read before = settled.get(i - 1);
            Read seen = settled.get(i);
            if (ledger.writes().stream().noneMatch(write -> overlaps(write, seen, rules))) {
                StockDrift drift = between(before, seen, ledger, rules);
                if (seen.quantity() < drift.low() || seen.quantity() > drift.high()) {
                    drifts.add(drift);
                }
            }
        }
        return drifts;
    }

    /** Whether the read may have seen the write, and may not have. */
    private static boolean overlaps(Write write, Read seen, StockRules rules) {
        if (write.open()) {
            return !write.lastArrival().isBefore(seen.from()) && !write.sentAt().isAfter(seen.to());
        }
        return write.attempt() <= seen.afterAttempt()
                && !rules.appliesWithin().isZero()
                && write.lastArrival().plus(rules.appliesWithin()).isAfter(seen.from());
    }

    private static StockDrift between(Read before, Read seen, ChannelLedger ledger, StockRules rules) {
        List<Write> writes = ledger.writes().stream()
                .filter(write -> write.attempt() <= seen.afterAttempt())
                .toList();
        List<OwnChange> own = ledger.ownChanges().stream()
                .filter(change -> change.to().isBefore(seen.from()))
                .toList();
        Believed believed = new ChannelLedger(List.of(before), own, writes, false)
                .believed(Instant.MAX)
                .orElseThrow();
        long low = believed.low();
        long high = believed.high();
        for (OwnChange change : ledger.ownChanges()) {
            if (!change.to().isBefore(seen.from()) && !change.from().isAfter(seen.to())) {
                low += Math.min(0, change.change());
                high += Math.max(0, change.change());
            }
        }
        List<Write> ours = writes.stream()
                .filter(write -> write.open() || write.attempt() > before.afterAttempt())
                .toList();
        if (rules.tooLarge() == TooLarge.CLAMPS) {
            high += ours.stream()
                    .filter(write -> write.kind() == WriteKind.DELTA && write.change() < 0)
                    .mapToLong(write -> -write.change())
                    .sum();
        }
        boolean proven = ours.stream().allMatch(write -> answeredBy(write, seen));
        return new StockDrift(Math.max(0, low), Math.max(0, high), seen, proven);
    }

    private static boolean answeredBy(Write write, Read seen) {
        return !write.open()
                && write.attempt() == seen.afterAttempt()
                && write.lastArrival().equals(seen.to());
    }
}
