package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING_SCAN;

import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.ListingScanRecord;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.catalog.Variant;
import io.entrepot.sync.ListingStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** Stores what scans see, and lets it be matched once a scan is complete. */
public final class ChannelListings implements ListingStore {

    private final Database database;
    private final Matching matching;

    /** Made once per process. */
    public ChannelListings(Database database, Matching matching) {
        this.database = database;
        this.matching = matching;
    }

    @Override
    public Scan scan(StorefrontId storefront, Instant now) {
        return database.inTransaction(tx -> {
            ListingScanRecord row = tx.selectFrom(LISTING_SCAN)
                    .where(LISTING_SCAN.STOREFRONT_ID.eq(storefront.value()))
                    .forUpdate()
                    .fetchOne();
            if (row != null && row.getFinishedAt() == null) {
                return new Scan(storefront, row.getStartedAt(), row.getNextToken());
            }
            ListingScanRecord fresh = row == null ? tx.newRecord(LISTING_SCAN) : row;
            fresh.setStorefrontId(storefront.value());
            Instant startedAt = now.truncatedTo(ChronoUnit.MILLIS);
            fresh.setStartedAt(startedAt);
            fresh.setFinishedAt(null);
            fresh.setNextToken(null);
            fresh.setError(null);
            fresh.store();
            return new Scan(storefront, startedAt, null);
        });
    }

    @Override
    public void accept(Scan scan, List<ShownListing> listings, @Nullable String nextToken, Instant now) {
        database.transact(tx -> {
            ListingScanRecord row = tx.selectFrom(LISTING_SCAN)
                    .where(LISTING_SCAN.STOREFRONT_ID.eq(scan.storefront().value()))
                    .forUpdate()
                    .fetchOne();
            if (row == null || !row.getStartedAt().equals(scan.startedAt()) || row.getFinishedAt() != null) {
                return;
            }
            tx.batch(listings.stream().map(each -> upsert(tx, each, now)).toList())
                    .execute();
            row.setNextToken(nextToken);
            row.setError(null);
            if (nextToken == null) {
                row.setFinishedAt(now);
                row.setCompletedAt(now);
                matching.afterScan(tx, scan.storefront(), scan.startedAt(), now);
            }
            row.update();
        });
    }

    @Override
    public void failed(StorefrontId storefront, String problem) {
        database.queries()
                .update(LISTING_SCAN)
                .set(LISTING_SCAN.ERROR, cut(problem, 1000))
                .where(LISTING_SCAN.STOREFRONT_ID.eq(storefront.value()))
                .execute();
    }

    private static Query upsert(DSLContext tx, ShownListing shown, Instant now) {
        String state = shown.state().name().toLowerCase(Locale.ROOT);
        String variant = Variant.of(shown.variant()).json();
        Long price = shown.price() == null ? null : shown.price().minor();
        Long quantity = shown.quantity().isPresent() ? (Long) shown.quantity().getAsLong() : null;
        return tx.insertInto(CHANNEL_LISTING)
                .set(CHANNEL_LISTING.STOREFRONT_ID, shown.key().storefront().value())
                .set(CHANNEL_LISTING.ITEM_ID, shown.key().itemId())
                .set(CHANNEL_LISTING.CHANNEL_SKU_ID, shown.key().channelSkuId())
                .set(CHANNEL_LISTING.MERCHANT_CODE, cut(shown.merchantCode(), 190))
                .set(CHANNEL_LISTING.BARCODE, shown.barcode())
                .set(CHANNEL_LISTING.TITLE, cut(shown.title(), 500))
                .set(CHANNEL_LISTING.VARIANT, variant)
                .set(CHANNEL_LISTING.STATE, state)
                .set(CHANNEL_LISTING.PRICE, price)
                .set(CHANNEL_LISTING.QUANTITY, quantity)
                .set(CHANNEL_LISTING.SEEN_AT, now)
                .set(CHANNEL_LISTING.GONE, false)
                .onConflict(CHANNEL_LISTING.STOREFRONT_ID, CHANNEL_LISTING.ITEM_ID, CHANNEL_LISTING.CHANNEL_SKU_ID)
                .doUpdate()
                .set(CHANNEL_LISTING.MERCHANT_CODE, cut(shown.merchantCode(), 190))
                .set(CHANNEL_LISTING.BARCODE, shown.barcode())
                .set(CHANNEL_LISTING.TITLE, cut(shown.title(), 500))
                .set(CHANNEL_LISTING.VARIANT, variant)
                .set(CHANNEL_LISTING.STATE, state)
                .set(CHANNEL_LISTING.PRICE, price)
                .set(CHANNEL_LISTING.QUANTITY, quantity)
                .set(CHANNEL_LISTING.SEEN_AT, now)
                .set(CHANNEL_LISTING.GONE, false);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
