package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.LISTING_SCAN;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.ListingScanRecord;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tells what was seen on a storefront. */
public final class ShelfReading {

    private final Database database;

    ShelfReading(Database database) {
        this.database = database;
    }

    /**
     * How far an adoption has come.
     *
     * @param completedAt when the newest complete scan ended, or null when there was none
     * @param error why the last page could not be read, or null
     * @param listed SKUs listed there and not ended
     * @param mapped of these, how many are SKUs of ours
     * @param unmatched of these, how many are not
     */
    public record Progress(
            @Nullable Instant completedAt, @Nullable String error, int listed, int mapped, int unmatched) {}

    /**
     * A listing that is no SKU of ours.
     *
     * @param suggestion the code of the SKU of ours whose title is most like it, or null when none is like it
     */
    public record Unmatched(
            long id,
            String itemId,
            String channelSkuId,
            String merchantCode,
            @Nullable String barcode,
            String title,
            String variant,
            @Nullable String suggestion) {}

    Progress progress(StorefrontId storefront) {
        DSLContext queries = database.queries();
        ListingScanRecord scan = queries.selectFrom(LISTING_SCAN)
                .where(LISTING_SCAN.STOREFRONT_ID.eq(storefront.value()))
                .fetchOne();
        int listed = queries.fetchCount(CHANNEL_LISTING, Matching.live(storefront));
        int unmatched =
                queries.fetchCount(CHANNEL_LISTING, Matching.live(storefront).andNotExists(Matching.mapped()));
        return new Progress(
                scan == null ? null : scan.getCompletedAt(),
                scan == null ? null : scan.getError(),
                listed,
                listed - unmatched,
                unmatched);
    }

    List<Unmatched> unmatched(StorefrontId storefront, long after, int most) {
        Condition which =
                Matching.live(storefront).andNotExists(Matching.mapped()).and(CHANNEL_LISTING.ID.gt(after));
        TitleIndex titles = new TitleIndex(ours(storefront));
        return database.queries()
                .selectFrom(CHANNEL_LISTING)
                .where(which)
                .orderBy(CHANNEL_LISTING.ID)
                .limit(most)
                .fetch(row -> new Unmatched(
                        row.getId(),
                        row.getItemId(),
                        row.getChannelSkuId(),
                        row.getMerchantCode(),
                        row.getBarcode(),
                        row.getTitle(),
                        row.getVariant(),
                        titles.likest(row.getTitle() + " " + row.getVariant()).orElse(null)));
    }

    /** SKUs of ours that are no listing there yet. */
    private List<TitleIndex.Titled> ours(StorefrontId storefront) {
        return database.queries()
                .select(SKU.CODE, PRODUCT.TITLE, SKU.VARIANT)
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .whereNotExists(DSL.selectOne()
                        .from(LISTING)
                        .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                        .and(LISTING.SKU_ID.eq(SKU.ID))
                        .and(LISTING.ITEM_ID.isNotNull()))
                .fetch(row -> new TitleIndex.Titled(row.value1(), row.value2() + " " + row.value3()));
    }
}
