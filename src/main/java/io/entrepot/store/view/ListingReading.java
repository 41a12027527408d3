package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.store.view.ListingState.AspectState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Reads listings with the state of their aspects. */
public final class ListingReading {

    private final Database database;

    /** On that database. */
    public ListingReading(Database database) {
        this.database = database;
    }

    /**
     * A page of listings in the order of their ids.
     *
     * @param after the id of the last listing of the page before; 0 for the first page
     */
    public List<ListingState> page(ListingFilter filter, long after, int limit) {
        return read(condition(filter).and(LISTING.ID.gt(after)), limit);
    }

    /** One listing. */
    public Optional<ListingState> find(long id) {
        return read(LISTING.ID.eq(id), 1).stream().findFirst();
    }

    private static Condition condition(ListingFilter filter) {
        Condition condition = DSL.noCondition();
        if (filter.storefront() != null) {
            condition = condition.and(LISTING.STOREFRONT_ID.eq(filter.storefront()));
        }
        if (filter.sku() != null) {
            condition = condition.and(SKU.CODE.eq(filter.sku()));
        }
        return filter.state() == null ? condition : condition.and(LISTING.STATE.eq(filter.state()));
    }

    private List<ListingState> read(Condition which, int limit) {
        var rows = database.queries()
                .select(LISTING.fields())
                .select(SKU.CODE)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(which)
                .orderBy(LISTING.ID)
                .limit(limit)
                .fetch();
        Map<Long, List<AspectState>> aspects = aspects(rows.getValues(LISTING.ID));
        return rows.map(row -> listing(row, aspects.getOrDefault(row.get(LISTING.ID), List.of())));
    }

    private Map<Long, List<AspectState>> aspects(List<Long> listings) {
        return database.queries()
                .selectFrom(PUBLICATION)
                .where(PUBLICATION.LISTING_ID.in(listings))
                .orderBy(PUBLICATION.LISTING_ID, PUBLICATION.ASPECT)
                .fetchGroups(PUBLICATION.LISTING_ID, ListingReading::aspect);
    }

    private static ListingState listing(Record row, List<AspectState> aspects) {
        return new ListingState(
                row.get(LISTING.ID),
                row.get(LISTING.STOREFRONT_ID),
                row.get(SKU.CODE),
                row.get(LISTING.ITEM_ID),
                row.get(LISTING.CHANNEL_SKU_ID),
                row.get(LISTING.STATE),
                row.get(LISTING.STATE_REASON),
                row.get(LISTING.UPDATED_AT),
                aspects);
    }

    private static AspectState aspect(Record row) {
        PublicationRecord publication = row.into(PUBLICATION);
        return new AspectState(
                publication.getAspect(),
                publication.getWantedRevision(),
                publication.getAcceptedRevision(),
                publication.getVerifiedRevision(),
                publication.getDueAt(),
                publication.getWantedAt(),
                publication.getVerifiedAt(),
                publication.getFailures(),
                publication.getErrorCode(),
                publication.getError());
    }
}
