package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING_SCAN;

import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.ChannelListingRecord;
import io.entrepot.database.schema.tables.records.ListingScanRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.publication.ShelfDrifts;
import io.entrepot.sync.ListingStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Stores what scans see, and lets it be matched once a scan is complete. */
public final class ChannelListings implements ListingStore {

    private static final List<Field<?>> KEY =
            List.of(CHANNEL_LISTING.STOREFRONT_ID, CHANNEL_LISTING.ITEM_ID, CHANNEL_LISTING.CHANNEL_SKU_ID);

    private final Database database;
    private final Matching matching;
    private final Attention attention;
    private final ShelfDrifts drifts;
    private final Consumer<Lane> owed;

    /**
     * @param drifts judges what pages show
     * @param owed told after a page was committed by which something is now owed
     */
    ChannelListings(
            Database database, Matching matching, Attention attention, ShelfDrifts drifts, Consumer<Lane> owed) {
        this.database = database;
        this.matching = matching;
        this.attention = attention;
        this.drifts = drifts;
        this.owed = owed;
    }

    /** One aspect of a storefront. */
    public record Lane(StorefrontId storefront, Aspect aspect) {}

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
    public void accept(
            Scan scan, List<ShownListing> listings, @Nullable String nextToken, Instant askedAt, Instant now) {
        Set<Aspect> aspects = database.inTransaction(tx -> {
            ListingScanRecord row = tx.selectFrom(LISTING_SCAN)
                    .where(LISTING_SCAN.STOREFRONT_ID.eq(scan.storefront().value()))
                    .forUpdate()
                    .fetchOne();
            if (row == null || !row.getStartedAt().equals(scan.startedAt()) || row.getFinishedAt() != null) {
                return Set.of();
            }
            upsert(tx, listings, now);
            Set<Aspect> found = drifts.judge(tx, scan.storefront(), listings, askedAt, now);
            row.setNextToken(nextToken);
            if (row.getError() != null) {
                attention.resolve(tx, subject(scan.storefront()));
            }
            row.setError(null);
            if (nextToken == null) {
                row.setFinishedAt(now);
                row.setCompletedAt(now);
                matching.afterScan(tx, scan.storefront(), scan.startedAt(), now);
            }
            row.update();
            return found;
        });
        aspects.forEach(aspect -> owed.accept(new Lane(scan.storefront(), aspect)));
    }

    @Override
    public void failed(StorefrontId storefront, ErrorCode code, String problem) {
        database.transact(tx -> {
            ListingScanRecord row = tx.selectFrom(LISTING_SCAN)
                    .where(LISTING_SCAN.STOREFRONT_ID.eq(storefront.value()))
                    .forUpdate()
                    .fetchOne();
            if (row != null) {
                if (row.getError() != null) {
                    attention.raise(tx, subject(storefront), storefront.value(), code, problem);
                }
                row.setError(cut(problem, 1000));
                row.update();
            }
        });
    }

    private static String subject(StorefrontId storefront) {
        return "scan/" + storefront;
    }

    /** One statement for all: a shop may list tens of thousands. */
    private static void upsert(DSLContext tx, List<ShownListing> listings, Instant now) {
        if (listings.isEmpty()) {
            return;
        }
        List<Field<?>> columns = Stream.of(CHANNEL_LISTING.fields())
                .filter(field -> !field.equals(CHANNEL_LISTING.ID))
                .toList();
        BatchBindStep batch = tx.batch(tx.insertInto(CHANNEL_LISTING)
                .columns(columns)
                .values(new Object[columns.size()])
                .onConflict(KEY)
                .doUpdate()
                .set(columns.stream()
                        .filter(column -> !KEY.contains(column))
                        .collect(Collectors.toMap(Function.identity(), DSL::excluded))));
        for (ShownListing each : listings) {
            ChannelListingRecord row = row(each, now);
            batch = batch.bind(columns.stream().map(row::get).toArray());
        }
        batch.execute();
    }

    private static ChannelListingRecord row(ShownListing shown, Instant now) {
        ChannelListingRecord row = new ChannelListingRecord();
        row.setStorefrontId(shown.key().storefront().value());
        row.setItemId(shown.key().itemId());
        row.setChannelSkuId(shown.key().channelSkuId());
        row.setMerchantCode(cut(shown.merchantCode(), 190));
        row.setBarcode(shown.barcode());
        row.setTitle(cut(shown.title(), 500));
        row.setVariant(Variant.of(shown.variant()).json());
        row.setState(shown.state().name().toLowerCase(Locale.ROOT));
        row.setPrice(shown.price() == null ? null : shown.price().minor());
        row.setQuantity(shown.quantity().isPresent() ? (Long) shown.quantity().getAsLong() : null);
        row.setSeenAt(now);
        row.setGone(false);
        return row;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
