package io.entrepot.store.announcement;

import static io.entrepot.database.schema.Tables.NOTIFIER;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.NotifierRecord;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Whose turn it is to tell through a notifier: one node's at a time. */
record Turns(String node) {

    /** What is to wait longer was dated by a clock that has been set back since. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Makes the notifier's row, unless it is there. */
    static void declare(Database database, String notifier) {
        if (database.queries().fetchExists(NOTIFIER, NOTIFIER.ID.eq(notifier))) {
            return;
        }
        try {
            database.transact(tx -> tx.insertInto(NOTIFIER)
                    .set(NOTIFIER.ID, notifier)
                    .set(NOTIFIER.DUE_AT, Instant.EPOCH)
                    .set(NOTIFIER.QUIET_UNTIL, Instant.EPOCH)
                    .set(NOTIFIER.LEASE, 0L)
                    .execute());
        } catch (IntegrityConstraintViolationException madeMeanwhile) {
            return;
        }
    }

    NotifierRecord locked(DSLContext tx, String notifier) {
        return tx.selectFrom(NOTIFIER)
                .where(NOTIFIER.ID.eq(notifier))
                .forUpdate()
                .fetchSingle();
    }

    /** Whether nobody tells through it, and nothing has to be waited for. */
    boolean isFree(NotifierRecord turn, Instant now) {
        boolean leased = turn.getLeaseUntil() != null && waits(turn.getLeaseUntil(), now);
        return !leased && !waits(turn.getDueAt(), now);
    }

    static boolean waits(Instant until, Instant now) {
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST_WAIT));
    }

    NotifierRecord begin(NotifierRecord turn, Instant leaseUntil) {
        turn.setLease(turn.getLease() + 1);
        turn.setLeaseOwner(node);
        turn.setLeaseUntil(leaseUntil);
        turn.update();
        return turn;
    }

    /** Returns whether it still was this node's turn. */
    boolean end(NotifierRecord turn, long lease, Instant restUntil) {
        if (turn.getLease() != lease || !node.equals(turn.getLeaseOwner())) {
            return false;
        }
        turn.setLeaseOwner(null);
        turn.setLeaseUntil(null);
        turn.setDueAt(restUntil);
        turn.update();
        return true;
    }
}
