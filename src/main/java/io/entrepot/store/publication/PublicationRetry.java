package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.LaneSignals;
import java.time.Clock;
import java.time.Instant;

/** Makes a publication due at once because a person says that what was wrong has been mended. */
public final class PublicationRetry {

    private final Database database;
    private final LaneSignals lanes;
    private final Clock clock;

    /** Made once per process. */
    public PublicationRetry(Database database, LaneSignals lanes, Clock clock) {
        this.database = database;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Tries one publication now, unless it is being tried already. Returns whether there is such a one. */
    public boolean now(long publication) {
        Instant now = clock.instant();
        database.transact(tx -> tx.update(PUBLICATION)
                .set(PUBLICATION.DUE_AT, now)
                .where(PUBLICATION.ID.eq(publication))
                .and(PUBLICATION.LEASE_UNTIL.isNull().or(PUBLICATION.LEASE_UNTIL.le(now)))
                .execute());
        return database.queries()
                .select(PUBLICATION.STOREFRONT_ID, PUBLICATION.ASPECT)
                .from(PUBLICATION)
                .where(PUBLICATION.ID.eq(publication))
                .fetchOptional()
                .map(row -> {
                    lanes.raise(new StorefrontId(row.value1()), Aspect.of(row.value2()));
                    return true;
                })
                .orElse(false);
    }
}
