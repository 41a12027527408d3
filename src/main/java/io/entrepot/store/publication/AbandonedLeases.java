package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Shortens the leases of processes that have ended without giving them back. Only the one process that works on a database
 * may do so: where there are several, a lease that still runs may be another's.
 */
public final class AbandonedLeases {

    private static final int URGENCIES = 3;

    private final Database database;

    /** On that database. */
    public AbandonedLeases(Database database) {
        this.database = database;
    }

    /**
     * Lets every lease end by then at the latest, and whatever was sent under one be over by then.
     *
     * @param end not before the last possible arrival of whatever was sent under one of them
     * @return how many would have lasted longer
     */
    public int endBy(Instant end, Collection<StorefrontId> storefronts) {
        return database.inTransaction(tx -> {
            int ended = 0;
            for (StorefrontId storefront : storefronts) {
                ended += tx.update(ORDER_NOTICE)
                        .set(ORDER_NOTICE.DUE_AT, end)
                        .set(ORDER_NOTICE.LEASE_UNTIL, end)
                        .where(ORDER_NOTICE.STOREFRONT_ID.eq(storefront.value()))
                        .and(ORDER_NOTICE.DUE_AT.gt(end))
                        .and(ORDER_NOTICE.LEASE_UNTIL.gt(end))
                        .execute();
                for (Aspect aspect : Aspect.OF_LISTINGS) {
                    for (int urgency = 0; urgency < URGENCIES; urgency++) {
                        ended += publications(tx, storefront, aspect, urgency, end);
                    }
                }
            }
            return ended;
        });
    }

    private static int publications(DSLContext tx, StorefrontId storefront, Aspect aspect, int urgency, Instant end) {
        // In the order of the worklist's index, which holds only work.
        List<Long> longer = tx.select(PUBLICATION.ID)
                .from(PUBLICATION)
                .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                .and(PUBLICATION.ASPECT.eq(aspect.id()))
                .and(PUBLICATION.URGENCY.eq(urgency))
                .and(PUBLICATION.DUE_AT.gt(end))
                .and(PUBLICATION.LEASE_UNTIL.gt(end))
                .fetch(PUBLICATION.ID);
        if (!longer.isEmpty()) {
            tx.update(PUBLICATION)
                    .set(PUBLICATION.DUE_AT, end)
                    .set(PUBLICATION.LEASE_UNTIL, end)
                    .where(PUBLICATION.ID.in(longer))
                    .execute();
            tx.update(ATTEMPT)
                    .set(ATTEMPT.DEADLINE_AT, end)
                    .where(ATTEMPT.PUBLICATION_ID.in(longer))
                    .and(ATTEMPT.OUTCOME.isNull())
                    .and(ATTEMPT.DEADLINE_AT.gt(end))
                    .execute();
        }
        return longer.size();
    }
}
