package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what was sent to storefronts, newest first. */
public final class AttemptReading {

    private static final List<SelectField<?>> NAMES =
            List.of(PUBLICATION.LISTING_ID, PUBLICATION.STOREFRONT_ID, PUBLICATION.ASPECT, SKU.CODE);

    private final Database database;

    /** On that database. */
    public AttemptReading(Database database) {
        this.database = database;
    }

    /**
     * What was sent for one listing.
     *
     * @param aspect only this one, or null for all
     */
    public List<SentAttempt> ofListing(long listing, @Nullable Aspect aspect, int limit) {
        Condition which = PUBLICATION.LISTING_ID.eq(listing);
        return read(aspect == null ? which : which.and(PUBLICATION.ASPECT.eq(aspect.id())), limit);
    }

    /** What was sent last, of one aspect, to any storefront: looked for among the {@code 20 × limit} newest of all aspects. */
    public List<SentAttempt> newest(Aspect aspect, int limit) {
        var newest = DSL.select(ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER)
                .from(ATTEMPT)
                .orderBy(ATTEMPT.SENT_AT.desc())
                .limit(20 * limit)
                .asTable("newest");
        return database.queries()
                .select(ATTEMPT.fields())
                .select(NAMES)
                .from(newest)
                .join(ATTEMPT)
                .on(ATTEMPT.PUBLICATION_ID.eq(Objects.requireNonNull(newest.field(ATTEMPT.PUBLICATION_ID))))
                .and(ATTEMPT.NUMBER.eq(Objects.requireNonNull(newest.field(ATTEMPT.NUMBER))))
                .join(PUBLICATION)
                .on(PUBLICATION.ID.eq(ATTEMPT.PUBLICATION_ID))
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(PUBLICATION.ASPECT.eq(aspect.id()))
                .orderBy(ATTEMPT.SENT_AT.desc(), ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER.desc())
                .limit(limit)
                .fetch(AttemptReading::attempt);
    }

    private List<SentAttempt> read(Condition which, int limit) {
        return database.queries()
                .select(ATTEMPT.fields())
                .select(NAMES)
                .from(PUBLICATION)
                .join(ATTEMPT)
                .on(ATTEMPT.PUBLICATION_ID.eq(PUBLICATION.ID))
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(which)
                .orderBy(ATTEMPT.SENT_AT.desc(), ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER.desc())
                .limit(limit)
                .fetch(AttemptReading::attempt);
    }

    private static SentAttempt attempt(Record row) {
        return new SentAttempt(
                row.get(PUBLICATION.LISTING_ID),
                row.get(PUBLICATION.STOREFRONT_ID),
                row.get(SKU.CODE),
                row.get(PUBLICATION.ASPECT),
                row.get(ATTEMPT.NUMBER),
                row.get(ATTEMPT.KIND),
                row.get(ATTEMPT.REVISION),
                row.get(ATTEMPT.SENT),
                row.get(ATTEMPT.QUANTITY_CHANGE),
                row.get(ATTEMPT.WANTED_AT),
                row.get(ATTEMPT.SENT_AT),
                row.get(ATTEMPT.ENDED_AT),
                row.get(ATTEMPT.OUTCOME),
                row.get(ATTEMPT.ERROR_CODE),
                row.get(ATTEMPT.MESSAGE),
                row.get(ATTEMPT.TICKET));
    }
}
