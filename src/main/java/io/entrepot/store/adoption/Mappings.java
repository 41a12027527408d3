package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.store.order.UnmappedLines;
import io.entrepot.store.publication.Listings;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Binds SKUs of ours to what a storefront lists. */
final class Mappings {

    private Mappings() {}

    /**
     * From now on the SKU is that listing there. What was believed of another listing it was before is forgotten, everything is
     * owed to it anew, and orders that waited for this are taken up again.
     */
    static void bind(DSLContext tx, ListingKey key, long sku, String state, Instant now) {
        ListingRecord listing = Listings.of(tx, key.storefront(), sku, now);
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
