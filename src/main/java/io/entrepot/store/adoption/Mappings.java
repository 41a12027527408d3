package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.order.UnmappedLines;
import io.entrepot.store.publication.Listings;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Binds SKUs of ours to what a storefront lists. */
final class Mappings {

    private Mappings() {}

    /**
     * From now on the SKU is that listing there, beside others that it may be. What was believed of a listing that is gone, and that
     * this one takes the place of, is forgotten; everything is owed to it anew, and orders that waited for this are taken up again.
     */
    static void bind(DSLContext tx, ListingKey key, long sku, String state, Instant now) {
        ListingRecord listing = free(tx, key.storefront(), sku, now);
        boolean moved = listing.getItemId() != null;
        listing.setItemId(key.itemId());
        listing.setChannelSkuId(key.channelSkuId());
        listing.setState(state);
        listing.setUpdatedAt(now);
        listing.update();
        if (moved) {
            forgetBeliefs(tx, listing.getId());
        }
        tx.update(PUBLICATION)
                .set(PUBLICATION.WANTED_REVISION, PUBLICATION.WANTED_REVISION.plus(1))
                .set(PUBLICATION.DUE_AT, now)
                .set(PUBLICATION.WANTED_AT, now)
                .set(PUBLICATION.FAILURES, 0)
                .where(PUBLICATION.LISTING_ID.eq(listing.getId()))
                .execute();
        UnmappedLines.mapped(tx, key, now);
    }

    /** A listing of the SKU that is nothing there, or what is gone; one more where there is none. */
    private static ListingRecord free(DSLContext tx, StorefrontId storefront, long sku, Instant now) {
        ListingRecord first = Listings.of(tx, storefront, sku, now);
        Condition gone = DSL.exists(DSL.selectOne()
                .from(CHANNEL_LISTING)
                .where(CHANNEL_LISTING.STOREFRONT_ID.eq(LISTING.STOREFRONT_ID))
                .and(CHANNEL_LISTING.ITEM_ID.eq(LISTING.ITEM_ID))
                .and(CHANNEL_LISTING.CHANNEL_SKU_ID.eq(LISTING.CHANNEL_SKU_ID))
                .and(CHANNEL_LISTING.GONE.eq(DSL.inline(true))));
        return first.getItemId() == null
                ? first
                : tx.selectFrom(LISTING)
                        .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                        .and(LISTING.SKU_ID.eq(sku))
                        .and(LISTING.ITEM_ID.isNull().or(gone))
                        .orderBy(LISTING.ID)
                        .limit(1)
                        .forUpdate()
                        .fetchOptional()
                        .orElseGet(() -> Listings.further(tx, storefront, sku, now));
    }

    /** The SKU is on that storefront no more, as far as we are concerned; the storefront is left as it is. */
    static void unbind(DSLContext tx, long listing, Instant now) {
        tx.update(LISTING)
                .setNull(LISTING.ITEM_ID)
                .setNull(LISTING.CHANNEL_SKU_ID)
                .set(LISTING.STATE, Listings.UNMAPPED)
                .set(LISTING.UPDATED_AT, now)
                .where(LISTING.ID.eq(listing))
                .execute();
        tx.update(PUBLICATION)
                .setNull(PUBLICATION.DUE_AT)
                .where(PUBLICATION.LISTING_ID.eq(listing))
                .execute();
        forgetBeliefs(tx, listing);
    }

    private static void forgetBeliefs(DSLContext tx, long listing) {
        tx.deleteFrom(CHANNEL_LEDGER)
                .where(CHANNEL_LEDGER.PUBLICATION_ID.in(DSL.select(PUBLICATION.ID)
                        .from(PUBLICATION)
                        .where(PUBLICATION.LISTING_ID.eq(listing))
                        .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))))
                .execute();
    }
}
