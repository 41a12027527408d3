package io.entrepot.sync;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.Recorded;
import io.entrepot.channel.spi.StockTarget.StockChange;
import io.entrepot.channel.spi.StockTarget.StockLog;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.sync.StockBook.StockCase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the storefront's own log whether a change of stock was done whose answer was lost. It is believed when the log has exactly one
 * change like ours from the time of our call, and no other call of ours can have made it; that the log has none proves nothing
 * yet. What stays open is settled by a read when the call can no longer arrive.
 */
final class LostAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(LostAnswers.class);

    /** The storefront's clock is not further from ours than that; if it is, nothing is found. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final StockBook book;
    private final Clock clock;

    LostAnswers(StockBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * What became of a write, as far as that can be found out now.
     *
     * @param outcome what it came to by its answer
     * @param from when it was sent, not later
     * @param to when it was given up
     */
    Outcome found(StockTarget target, StockCase stock, StockWrite write, Outcome outcome, Instant from, Instant to) {
        Optional<StockLog> log = target.log();
        if (!(outcome instanceof Outcome.Unknown) || !(write instanceof StockWrite.Delta delta) || log.isEmpty()) {
            return outcome;
        }
        try {
            return isRecorded(log.get(), stock, delta, from, to) ? Outcome.Applied.SILENT : outcome;
        } catch (IOException e) {
            LOG.debug("the stock log of {} was not had: {}", stock.listing(), e.getMessage());
            return outcome;
        }
    }

    private boolean isRecorded(StockLog log, StockCase stock, StockWrite.Delta write, Instant from, Instant to)
            throws IOException {
        Instant asked = clock.instant();
        Recorded seen = log.changes(stock.listing(), from.minus(CLOCKS_DIFFER), to.plus(CLOCKS_DIFFER));
        Duration trip = Duration.between(asked, clock.instant());
        Duration ahead = Duration.between(asked.plus(trip.dividedBy(2)), seen.storefrontNow());
        Duration inexact = trip.dividedBy(2).plus(log.grain());
        Instant earliest = from.plus(ahead).minus(inexact).minus(log.grain());
        Instant latest = to.plus(ahead).plus(inexact);
        long like = seen.changes().stream()
                .filter(change -> isLike(change, write))
                .filter(change ->
                        !change.at().isBefore(earliest) && !change.at().isAfter(latest))
                .count();
        Instant before = earliest.minus(ahead).minus(inexact);
        return like == 1
                && book.lastOver(stock.claim(), write.change())
                        .filter(over -> !over.isBefore(before))
                        .isEmpty();
    }

    private static boolean isLike(StockChange change, StockWrite.Delta write) {
        return change.byApi() && change.change() == write.change();
    }
}
