package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.schema.tables.records.AttemptRecord;
import io.entrepot.database.schema.tables.records.ChannelLedgerRecord;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.OwnChange;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.ChannelLedger.Write;
import io.entrepot.sync.Settlement.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps channel ledgers in their two tables: reads and the storefront's own changes in one, our writes among the attempts. */
public final class LedgerRows {

    private static final String READ = "read";
    private static final String ORDER = "order";
    private static final Set<String> NOT_DONE =
            Set.of(Result.THROTTLED.id(), Result.CHANGED.id(), Result.REJECTED.id(), Result.NOT_DONE.id());
    private static final Set<String> OPEN = Set.of(Result.UNKNOWN.id(), Result.ACCEPTED.id());

    /** A write of unknown outcome is remembered so long after its last possible arrival. */
    private static final Duration OPEN_MEMORY = Duration.ofHours(1);

    /** A ledger with more entries than this is cut back to its settled anchor. */
    private static final int LONG = 16;

    /** What is dated later than that from now was dated by a clock that was set back since. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private LedgerRows() {}

    static Query insert(DSLContext tx, long publication, Read read) {
        return tx.insertInto(CHANNEL_LEDGER)
                .set(CHANNEL_LEDGER.PUBLICATION_ID, publication)
                .set(CHANNEL_LEDGER.KIND, READ)
                .set(CHANNEL_LEDGER.QUANTITY, read.quantity())
                .set(CHANNEL_LEDGER.SEEN_FROM, read.from())
                .set(CHANNEL_LEDGER.SEEN_TO, read.to())
                .set(CHANNEL_LEDGER.AFTER_ATTEMPT, read.afterAttempt())
                .set(CHANNEL_LEDGER.SETTLED, read.settled());
    }

    /** Notes that a storefront changed its own stock for an order, by {@code change}, at some moment between the two (our clock). */
    public static void ownChange(DSLContext tx, long publication, long change, Instant from, Instant to) {
        tx.insertInto(CHANNEL_LEDGER)
                .set(CHANNEL_LEDGER.PUBLICATION_ID, publication)
                .set(CHANNEL_LEDGER.KIND, ORDER)
                .set(CHANNEL_LEDGER.QUANTITY, change)
                .set(CHANNEL_LEDGER.SEEN_FROM, from)
                .set(CHANNEL_LEDGER.SEEN_TO, to)
                .execute();
    }

    static Map<Long, ChannelLedger> load(DSLContext tx, Collection<Long> publications, Instant now) {
        Map<Long, org.jooq.Result<ChannelLedgerRecord>> heard = tx.selectFrom(CHANNEL_LEDGER)
                .where(CHANNEL_LEDGER.PUBLICATION_ID.in(publications))
                // Not by id: each connection to PostgreSQL has a thousand of its own.
                .orderBy(
                        CHANNEL_LEDGER.PUBLICATION_ID,
                        CHANNEL_LEDGER.SEEN_TO,
                        CHANNEL_LEDGER.AFTER_ATTEMPT,
                        CHANNEL_LEDGER.ID)
                .fetchGroups(CHANNEL_LEDGER.PUBLICATION_ID);
        var oldestRead = DSL.select(DSL.coalesce(DSL.min(CHANNEL_LEDGER.AFTER_ATTEMPT), DSL.inline(0L)))
                .from(CHANNEL_LEDGER)
                .where(CHANNEL_LEDGER.PUBLICATION_ID.eq(ATTEMPT.PUBLICATION_ID))
                .and(CHANNEL_LEDGER.KIND.eq(READ));
        // Not what was sent, which is long.
        Map<Long, List<AttemptRecord>> done = tx.select(
                        ATTEMPT.PUBLICATION_ID,
                        ATTEMPT.NUMBER,
                        ATTEMPT.KIND,
                        ATTEMPT.QUANTITY_CHANGE,
                        ATTEMPT.QUANTITY_TARGET,
                        ATTEMPT.READ_FROM,
                        ATTEMPT.READ_TO,
                        ATTEMPT.SENT_AT,
                        ATTEMPT.DEADLINE_AT,
                        ATTEMPT.OUTCOME)
                .from(ATTEMPT)
                .where(ATTEMPT.PUBLICATION_ID.in(publications))
                .and(ATTEMPT.NUMBER
                        .gt(DSL.field(oldestRead))
                        .or(ATTEMPT.OUTCOME.in(OPEN).and(ATTEMPT.DEADLINE_AT.gt(now.minus(OPEN_MEMORY)))))
                .orderBy(ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER)
                .fetchGroups(row -> row.get(ATTEMPT.PUBLICATION_ID), row -> row.into(ATTEMPT));
        Map<Long, ChannelLedger> ledgers = new HashMap<>();
        for (Long publication : publications) {
            ledgers.put(publication, ledger(orNone(heard.get(publication)), orNone(done.get(publication)), now));
        }
        return ledgers;
    }

    private static <R> List<R> orNone(@Nullable List<R> rows) {
        return rows == null ? List.of() : rows;
    }

    private static ChannelLedger ledger(List<ChannelLedgerRecord> heard, List<AttemptRecord> attempts, Instant now) {
        Instant latest = now.plus(CLOCKS_DIFFER);
        // Their dates tell nothing about what came before them and what after; the numbers of the attempts do.
        long misdated = heard.stream()
                .filter(row -> row.getKind().equals(READ) && row.getSeenTo().isAfter(latest))
                .mapToLong(ChannelLedgerRecord::getAfterAttempt)
                .max()
                .orElse(0);
        List<Read> reads = new ArrayList<>();
        List<OwnChange> own = new ArrayList<>();
        for (ChannelLedgerRecord row : heard) {
            if (row.getSeenTo().isAfter(latest)) {
                continue;
            }
            if (!row.getKind().equals(READ)) {
                own.add(new OwnChange(row.getQuantity(), row.getSeenFrom(), row.getSeenTo()));
            } else if (row.getAfterAttempt() >= misdated) {
                reads.add(new Read(
                        row.getQuantity(),
                        row.getSeenFrom(),
                        row.getSeenTo(),
                        row.getAfterAttempt(),
                        row.getSettled()));
            }
        }
        List<Write> writes = attempts.stream()
                .filter(row -> row.getQuantityChange() != null)
                .filter(row -> row.getOutcome() == null || !NOT_DONE.contains(row.getOutcome()))
                .map(LedgerRows::write)
                .toList();
        boolean refused = !attempts.isEmpty()
                && Result.CHANGED.id().equals(attempts.get(attempts.size() - 1).getOutcome());
        return new ChannelLedger(reads, own, writes, refused);
    }

    private static Write write(AttemptRecord row) {
        WriteKind kind = WriteKind.valueOf(row.getKind().toUpperCase(Locale.ROOT));
        boolean open = row.getOutcome() == null || OPEN.contains(row.getOutcome());
        return new Write(
                row.getNumber(),
                kind,
                row.getQuantityChange(),
                row.getQuantityTarget() == null ? 0 : row.getQuantityTarget(),
                basis(row),
                row.getSentAt(),
                row.getDeadlineAt(),
                open);
    }

    /** Of the read an absolute write was computed from only the moment matters here, so the quantity is left at 0. */
    private static @Nullable Read basis(AttemptRecord row) {
        return row.getReadFrom() == null
                ? null
                : new Read(0, row.getReadFrom(), row.getReadTo(), row.getNumber() - 1, false);
    }

    /** Drops what the newest settled anchor makes superfluous, once a ledger has grown long. */
    static void cutBack(DSLContext tx, long publication, ChannelLedger ledger, Instant completeUpTo) {
        if (ledger.reads().size() + ledger.ownChanges().size() <= LONG) {
            return;
        }
        ledger.settledAnchor(completeUpTo).ifPresent(anchor -> tx.deleteFrom(CHANNEL_LEDGER)
                .where(CHANNEL_LEDGER.PUBLICATION_ID.eq(publication))
                .and(CHANNEL_LEDGER.SEEN_TO.lt(anchor.from()))
                .execute());
    }
}
