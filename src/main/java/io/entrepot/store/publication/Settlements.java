package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Failure;
import io.entrepot.sync.Settlement;
import io.entrepot.sync.Settlement.AttemptEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Writes down what became of claimed publications: what the storefront accepted, what it showed, what failed, and what is due when. */
final class Settlements {

    /** After so many failures in a row a person is told. */
    private static final int PATIENCE = 5;

    private final Database database;
    private final OutdatedTerms outdated;
    private final Attention attention;
    private final LagRecord lag;
    private final String node;

    Settlements(Database database, OutdatedTerms outdated, Attention attention, LagRecord lag, String node) {
        this.database = database;
        this.outdated = outdated;
        this.attention = attention;
        this.lag = lag;
        this.node = node;
    }

    /** Ends the leases of those claims that still hold theirs; the others have been taken over, and what is told of them is dropped. */
    void take(List<Settlement> settlements, Instant now) {
        if (settlements.isEmpty()) {
            return;
        }
        List<Runnable> lags = database.inTransaction(tx -> {
            Map<Long, PublicationRecord> rows = Leases.held(
                    tx, node, settlements.stream().map(Settlement::claim).toList());
            Writes writes = new Writes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            List<Runnable> taken = new ArrayList<>();
            outdated.find(tx, rows.values());
            for (Settlement settlement : settlements) {
                PublicationRecord row = rows.get(settlement.claim().publication());
                if (row == null) {
                    continue;
                }
                if (row.getWantedAt() != null) {
                    taken.addAll(lags(settlement, row, Duration.between(row.getWantedAt(), now)));
                }
                Failure error = settlement.error();
                if (error != null && (error.needsPerson() || row.getFailures() + 1 >= PATIENCE)) {
                    attention.raise(tx, subject(row), row.getStorefrontId(), error.code(), error.message());
                } else if (error == null && settlement.accepted() > 0 && hasFailed(row)) {
                    attention.resolve(tx, subject(row));
                }
                writes.add(tx, settlement, now);
                apply(settlement, row, now);
                if (outdated.areOf(new StorefrontId(row.getStorefrontId()))) {
                    oweAnew(row, settlement, now);
                }
                writes.publications().add(update(tx, row));
            }
            writes.run(tx);
            return taken;
        });
        lags.forEach(Runnable::run);
    }

    private static void oweAnew(PublicationRecord row, Settlement settlement, Instant now) {
        if (settlement.accepted() > 0) {
            row.setWantedRevision(row.getWantedRevision() + 1);
            row.setDueAt(now);
            row.setWantedAt(settlement.computedAt());
        }
    }

    private List<Runnable> lags(Settlement settlement, PublicationRecord row, Duration sinceWanted) {
        StorefrontId storefront = new StorefrontId(row.getStorefrontId());
        Aspect aspect = Aspect.of(row.getAspect());
        List<Runnable> lags = new ArrayList<>();
        if (settlement.accepted() > row.getAcceptedRevision()) {
            lags.add(() -> lag.accepted(storefront, aspect, sinceWanted));
        }
        if (settlement.verified()) {
            lags.add(() -> lag.verified(storefront, aspect, sinceWanted));
        }
        return lags;
    }

    private static String subject(PublicationRecord row) {
        return "publication/" + row.getId();
    }

    /** Since it was accepted last. The newest error may be forgotten already: a look that found nothing wrong came between. */
    private static boolean hasFailed(PublicationRecord row) {
        return row.getFailures() > 0 || row.getErrorCode() != null;
    }

    private static void apply(Settlement settlement, PublicationRecord row, Instant now) {
        row.setLeaseOwner(null);
        row.setLeaseUntil(null);
        Failure error = settlement.error();
        row.setErrorCode(error == null ? null : error.code().value());
        row.setError(error == null ? null : cut(error.message()));
        row.setDueAt(settlement.dueAt() == null ? row.getHeldUntil() : settlement.dueAt());
        if (settlement.shown() != null) {
            row.setLookedAt(now);
        }
        if (error != null) {
            row.setFailures(row.getFailures() + 1);
        }
        if (settlement.accepted() > 0) {
            row.setFailures(0);
            row.setAcceptedRevision(Math.max(row.getAcceptedRevision(), settlement.accepted()));
            if (settlement.verified()) {
                row.setVerifiedRevision(Math.max(row.getVerifiedRevision(), settlement.accepted()));
                row.setVerifiedAt(now);
            }
            if (row.getWantedRevision() > settlement.accepted()) {
                row.setDueAt(now);
                row.setWantedAt(settlement.computedAt());
            } else {
                row.setUrgency(Claim.ELSE);
                row.setWantedAt(settlement.verified() ? null : row.getWantedAt());
            }
        }
    }

    private static Query update(DSLContext tx, PublicationRecord row) {
        return tx.update(PUBLICATION)
                .set(PUBLICATION.LEASE_OWNER, row.getLeaseOwner())
                .set(PUBLICATION.LEASE_UNTIL, row.getLeaseUntil())
                .set(PUBLICATION.ERROR_CODE, row.getErrorCode())
                .set(PUBLICATION.ERROR, row.getError())
                .set(PUBLICATION.DUE_AT, row.getDueAt())
                .set(PUBLICATION.FAILURES, row.getFailures())
                .set(PUBLICATION.WANTED_REVISION, row.getWantedRevision())
                .set(PUBLICATION.ACCEPTED_REVISION, row.getAcceptedRevision())
                .set(PUBLICATION.VERIFIED_REVISION, row.getVerifiedRevision())
                .set(PUBLICATION.VERIFIED_AT, row.getVerifiedAt())
                .set(PUBLICATION.LOOKED_AT, row.getLookedAt())
                .set(PUBLICATION.URGENCY, row.getUrgency())
                .set(PUBLICATION.WANTED_AT, row.getWantedAt())
                .where(PUBLICATION.ID.eq(row.getId()));
    }

    /** What becomes of settlements in each table. */
    private record Writes(List<Query> attempts, List<Query> reads, List<Query> publications) {

        void add(DSLContext tx, Settlement settlement, Instant now) {
            Claim claim = settlement.claim();
            if (settlement.attempt() != null) {
                attempts.add(ended(tx, claim, settlement.attempt(), now));
            }
            if (settlement.shown() != null) {
                reads.add(LedgerRows.insert(tx, claim.publication(), settlement.shown()));
            }
        }

        void run(DSLContext tx) {
            Statements.run(tx, attempts);
            Statements.run(tx, reads);
            Statements.run(tx, publications);
        }
    }

    private static Query ended(DSLContext tx, Claim claim, AttemptEnd end, Instant now) {
        Failure failure = end.failure();
        return tx.update(ATTEMPT)
                .set(ATTEMPT.OUTCOME, end.result().id())
                .set(ATTEMPT.ENDED_AT, now)
                .set(ATTEMPT.DEADLINE_AT, end.lastArrival())
                .set(ATTEMPT.ERROR_CODE, failure == null ? null : failure.code().value())
                .set(ATTEMPT.MESSAGE, failure == null ? null : cut(failure.message()))
                .set(ATTEMPT.TICKET, end.ticket())
                .where(ATTEMPT.PUBLICATION_ID.eq(claim.publication()))
                .and(ATTEMPT.NUMBER.eq(claim.lease()));
    }

    private static String cut(String message) {
        return message.length() <= 1000 ? message : message.substring(0, 999) + "…";
    }
}
