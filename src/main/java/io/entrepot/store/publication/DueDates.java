package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Brings forward what is due later than anything is ever put off, because a clock that was wrong put it there. */
public final class DueDates {

    /** Longer than the longest wait after failures, and than a lease. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final int URGENCIES = 3;

    private final Database database;

    /** On that database. */
    public DueDates(Database database) {
        this.database = database;
    }

    /**
     * Lets everything of that kind be due by then, and what was sent under such dates be over by then.
     *
     * @param due not before the last possible arrival of whatever was sent under one of the leases
     */
    public void bringForward(Instant now, Instant due, Collection<StorefrontId> storefronts) {
        Instant latest = now.plus(LONGEST);
        database.transact(tx -> tx.update(ATTEMPT)
                .set(ATTEMPT.SENT_AT, now)
                .set(ATTEMPT.DEADLINE_AT, due)
                .where(ATTEMPT.SENT_AT.gt(now.plus(CLOCKS_DIFFER)))
                .execute());
        database.transact(tx -> tx.update(INBOX)
                .set(INBOX.DUE_AT, now)
                .where(INBOX.DUE_AT.gt(latest))
                .execute());
        storefronts.forEach(storefront -> database.transact(tx -> {
            notices(tx, storefront, latest, due);
            Aspect.OF_LISTINGS.forEach(aspect -> publications(tx, storefront, aspect, latest, due));
        }));
    }

    private static void notices(DSLContext tx, StorefrontId storefront, Instant latest, Instant due) {
        tx.update(ORDER_NOTICE)
                .set(ORDER_NOTICE.DUE_AT, due)
                .set(
                        ORDER_NOTICE.LEASE_UNTIL,
                        DSL.when(ORDER_NOTICE.LEASE_UNTIL.isNotNull(), DSL.val(due, ORDER_NOTICE.LEASE_UNTIL)))
                .where(ORDER_NOTICE.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDER_NOTICE.DUE_AT.gt(latest))
                .execute();
    }

    private static void publications(
            DSLContext tx, StorefrontId storefront, Aspect aspect, Instant latest, Instant due) {
        for (int urgency = 0; urgency < URGENCIES; urgency++) {
            // In the order of the worklist's index, which holds only work.
            tx.update(PUBLICATION)
                    .set(PUBLICATION.DUE_AT, due)
                    .set(
                            PUBLICATION.LEASE_UNTIL,
                            DSL.when(PUBLICATION.LEASE_UNTIL.isNotNull(), DSL.val(due, PUBLICATION.LEASE_UNTIL)))
                    .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                    .and(PUBLICATION.ASPECT.eq(aspect.id()))
                    .and(PUBLICATION.URGENCY.eq(urgency))
                    .and(PUBLICATION.DUE_AT.gt(latest))
                    .execute();
        }
    }
}
