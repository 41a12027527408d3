package io.entrepot.sync;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.sync.StockBook.StockCase;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line per stock write, so that a person can watch stock follow orders: logger {@code io.entrepot.trail}, level INFO. */
final class Trail {

    private static final Logger LOG = LoggerFactory.getLogger("io.entrepot.trail");

    private Trail() {}

    static void stock(StockCase stock, StockDecision.Send send, Outcome outcome, Instant sentAt) {
        if (LOG.isInfoEnabled()) {
            long millis = stock.wantedAt() == null
                    ? 0
                    : Duration.between(stock.wantedAt(), sentAt).toMillis();
            LOG.info(
                    "{} {}: {} {}, {} ms after the change",
                    stock.listing().storefront(),
                    stock.sku(),
                    words(send),
                    words(outcome),
                    millis);
        }
    }

    private static String words(StockDecision.Send send) {
        if (send.write() instanceof StockWrite.Delta delta) {
            return (delta.change() > 0 ? "+" : "") + delta.change();
        }
        if (send.write() instanceof StockWrite.CompareAndSet set) {
            return set.expected() + " to " + set.quantity();
        }
        return "now " + ((StockWrite.Absolute) send.write()).quantity();
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Applied applied) {
            return applied.shown().isPresent()
                    ? "done, shows " + applied.shown().getAsLong()
                    : "done";
        }
        return outcome.toString();
    }
}
