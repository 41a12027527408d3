package io.entrepot.sync;

import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.StockBook.StockCase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads after which there was no quota left for the write. The next try uses them: were it to read again, the read would take
 * the quota that the write needs, again and again.
 */
final class UnwrittenReads {

    /** Such a read is of use only at the very next try; one that does not come is forgotten with the others. */
    private static final int MOST = 10_000;

    private static final Duration OLD = Duration.ofMinutes(1);

    private final Map<Long, Kept> byPublication = new ConcurrentHashMap<>();

    private record Kept(long lease, Read read) {}

    void keep(Claim claim, Read read) {
        if (byPublication.size() >= MOST) {
            byPublication.clear();
        }
        byPublication.put(claim.publication(), new Kept(claim.lease(), read));
    }

    /**
     * The read kept at the try before this one, unless others have tried since, it is old, or the storefront is known to have
     * sold since: an absolute write on top of it would give that back.
     */
    @Nullable
    Read take(StockCase stock, Instant now) {
        Claim claim = stock.claim();
        Kept kept = byPublication.remove(claim.publication());
        if (kept == null
                || kept.lease() != claim.lease() - 1
                || kept.read().to().isBefore(now.minus(OLD))) {
            return null;
        }
        boolean sold = stock.ledger().ownChanges().stream()
                .anyMatch(own -> !own.to().isBefore(kept.read().from()));
        return sold ? null : kept.read();
    }
}
