package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.DRIFT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what somebody changed on storefronts themselves. */
public final class DriftReading {

    private final Database database;

    /** On that database. */
    public DriftReading(Database database) {
        this.database = database;
    }

    /**
     * A change made on a storefront itself.
     *
     * @param believed what the storefront should have shown: units, or a range of them; minor units; a title
     * @param shown what it showed
     * @param seenAt when it was seen
     * @param foundAt when it was told from what the storefront does by itself
     * @param action repair, repaired, adopt, leave or stuck
     */
    public record FoundDrift(
            long id,
            String storefront,
            String aspect,
            String sku,
            @Nullable String itemId,
            @Nullable String channelSkuId,
            String believed,
            String shown,
            Instant seenAt,
            Instant foundAt,
            String action) {}

    /**
     * The newest changes, newest first; at most {@code most} of them.
     *
     * @param storefront whose, or null for all
     * @param before the id of the last one of the page before; null for the first page
     */
    public List<FoundDrift> newest(@Nullable String storefront, @Nullable Long before, int most) {
        Condition whose = storefront == null ? DSL.noCondition() : DRIFT.STOREFRONT_ID.eq(storefront);
        Condition older = before == null ? DSL.noCondition() : older(before);
        return database.queries()
                .select(DRIFT.fields())
                .select(LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID, SKU.CODE, PUBLICATION.VERIFIED_AT)
                .from(DRIFT)
                .join(PUBLICATION)
                .on(PUBLICATION.ID.eq(DRIFT.PUBLICATION_ID))
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(whose)
                .and(older)
                .orderBy(DRIFT.FOUND_AT.desc(), DRIFT.ID.desc())
                .limit(most)
                .fetch(DriftReading::drift);
    }

    /** By when it was found, because ids do not rise with time on each database. */
    private Condition older(long before) {
        Instant then = database.queries()
                .select(DRIFT.FOUND_AT)
                .from(DRIFT)
                .where(DRIFT.ID.eq(before))
                .fetchOne(DRIFT.FOUND_AT);
        return then == null
                ? DSL.falseCondition()
                : DRIFT.FOUND_AT.lt(then).or(DRIFT.FOUND_AT.eq(then).and(DRIFT.ID.lt(before)));
    }

    private static FoundDrift drift(Record row) {
        Instant verified = row.get(PUBLICATION.VERIFIED_AT);
        boolean sentAgain =
                row.get(DRIFT.ACTION).equals("repair") && verified != null && verified.isAfter(row.get(DRIFT.FOUND_AT));
        return new FoundDrift(
                row.get(DRIFT.ID),
                row.get(DRIFT.STOREFRONT_ID),
                row.get(DRIFT.ASPECT),
                row.get(SKU.CODE),
                row.get(LISTING.ITEM_ID),
                row.get(LISTING.CHANNEL_SKU_ID),
                row.get(DRIFT.BELIEVED),
                row.get(DRIFT.SHOWN),
                row.get(DRIFT.SEEN_AT),
                row.get(DRIFT.FOUND_AT),
                sentAgain ? "repaired" : row.get(DRIFT.ACTION));
    }
}
