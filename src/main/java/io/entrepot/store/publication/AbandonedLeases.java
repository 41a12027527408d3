package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Collection;

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
     * Lets every lease end by then at the latest.
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
                        // In the order of the worklist's index, which holds only work.
                        ended += tx.update(PUBLICATION)
                                .set(PUBLICATION.DUE_AT, end)
                                .set(PUBLICATION.LEASE_UNTIL, end)
                                .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                                .and(PUBLICATION.ASPECT.eq(aspect.id()))
                                .and(PUBLICATION.URGENCY.eq(urgency))
                                .and(PUBLICATION.DUE_AT.gt(end))
                                .and(PUBLICATION.LEASE_UNTIL.gt(end))
                                .execute();
                    }
                }
            }
            return ended;
        });
    }
}
