package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.OVERSOLD;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.schema.tables.records.ListingRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What keeps a SKU from being removed. */
final class Ties {

    private Ties() {}

    /** Why each of these SKUs has to stay; those that need not are missing. Locks their publications. */
    static Map<Long, String> of(DSLContext tx, Collection<Long> skus) {
        Map<Long, String> ties = new HashMap<>();
        Map<Long, ListingRecord> listings =
                tx.selectFrom(LISTING).where(LISTING.SKU_ID.in(skus)).fetchMap(LISTING.ID);
        tx.selectFrom(PUBLICATION)
                .where(PUBLICATION.LISTING_ID.in(listings.keySet()))
                .orderBy(PUBLICATION.ID)
                .forUpdate()
                .forEach(row -> {
                    ListingRecord listing = listings.get(row.getListingId());
                    if (listing != null && (listing.getItemId() != null || row.getAttempts() > 0)) {
                        ties.put(listing.getSkuId(), "it is, or may be, listed on " + listing.getStorefrontId());
                    }
                });
        tx.selectDistinct(STOCK_LEVEL.SKU_ID)
                .from(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.in(skus))
                .and(STOCK_LEVEL.ON_HAND.ne(0L).or(STOCK_LEVEL.COMMITTED.ne(0L)))
                .forEach(row -> ties.put(row.value1(), "there is stock of it"));
        tx.selectDistinct(ORDER_LINE.SKU_ID)
                .from(ORDER_LINE)
                .where(ORDER_LINE.SKU_ID.in(skus))
                .forEach(row -> ties.put(row.value1(), "orders name it"));
        return ties;
    }

    /** Removes what belongs to SKUs that are about to be removed. */
    static void cut(DSLContext tx, List<Long> skus) {
        if (skus.isEmpty()) {
            return;
        }
        tx.deleteFrom(PUBLICATION)
                .where(PUBLICATION.LISTING_ID.in(
                        DSL.select(LISTING.ID).from(LISTING).where(LISTING.SKU_ID.in(skus))))
                .execute();
        tx.deleteFrom(LISTING).where(LISTING.SKU_ID.in(skus)).execute();
        tx.deleteFrom(PRICE).where(PRICE.SKU_ID.in(skus)).execute();
        tx.deleteFrom(STOCK_LEVEL).where(STOCK_LEVEL.SKU_ID.in(skus)).execute();
        tx.deleteFrom(OVERSOLD).where(OVERSOLD.SKU_ID.in(skus)).execute();
        tx.deleteFrom(BRAKE_SUSPECT).where(BRAKE_SUSPECT.SKU_ID.in(skus)).execute();
    }
}
