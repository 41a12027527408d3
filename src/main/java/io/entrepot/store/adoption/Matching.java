package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.ChannelListingRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * After a scan: which SKU each new listing is, by merchant code, then by barcode, where that is beyond doubt. All else is
 * left to a person.
 */
public final class Matching {

    private static final ErrorCode GONE = new ErrorCode("ENT-4101");
    private static final ErrorCode TWICE = new ErrorCode("ENT-4102");
    private static final ErrorCode MOVED = new ErrorCode("ENT-4103");

    private final Attention attention;

    /** Made once per process. */
    public Matching(Attention attention) {
        this.attention = attention;
    }

    void afterScan(DSLContext tx, StorefrontId storefront, Instant startedAt, Instant now) {
        tx.update(CHANNEL_LISTING)
                .set(CHANNEL_LISTING.GONE, true)
                .where(CHANNEL_LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(CHANNEL_LISTING.SEEN_AT.lt(startedAt))
                .execute();
        List<ChannelListingRecord> free = unmapped(tx, storefront);
        match(tx, storefront, free, ChannelListingRecord::getMerchantCode, SKU.CODE, now);
        match(tx, storefront, unmapped(tx, storefront), ChannelListingRecord::getBarcode, SKU.BARCODE, now);
        tellOfTwins(tx, storefront);
        tellOfGone(tx, storefront);
    }

    /** What is listed, not ended, and no SKU of ours. */
    private static List<ChannelListingRecord> unmapped(DSLContext tx, StorefrontId storefront) {
        return tx.selectFrom(CHANNEL_LISTING)
                .where(live(storefront))
                .andNotExists(mapped())
                .orderBy(CHANNEL_LISTING.ID)
                .fetch();
    }

    static Condition live(StorefrontId storefront) {
        return CHANNEL_LISTING
                .STOREFRONT_ID
                .eq(storefront.value())
                .and(CHANNEL_LISTING.GONE.eq(DSL.inline(false)))
                .and(CHANNEL_LISTING.STATE.ne("ended"));
    }

    static org.jooq.Select<?> mapped() {
        return DSL.selectOne()
                .from(LISTING)
                .where(LISTING.STOREFRONT_ID.eq(CHANNEL_LISTING.STOREFRONT_ID))
                .and(LISTING.ITEM_ID.eq(CHANNEL_LISTING.ITEM_ID))
                .and(LISTING.CHANNEL_SKU_ID.eq(CHANNEL_LISTING.CHANNEL_SKU_ID));
    }

    private void match(
            DSLContext tx,
            StorefrontId storefront,
            List<ChannelListingRecord> listings,
            Function<ChannelListingRecord, String> mark,
            TableField<?, String> ours,
            Instant now) {
        Map<String, List<ChannelListingRecord>> byMark = listings.stream()
                .filter(each -> mark.apply(each) != null && !mark.apply(each).isEmpty())
                .collect(Collectors.groupingBy(mark));
        for (Candidate candidate : candidates(tx, storefront, ours, List.copyOf(byMark.keySet()))) {
            List<ChannelListingRecord> there = byMark.getOrDefault(candidate.mark(), List.of());
            if (there.size() == 1 && candidate.isFree()) {
                bind(tx, there.get(0), candidate, now);
            }
        }
    }

    /** Ours with those marks; two SKUs with one barcode are none. */
    private static List<Candidate> candidates(
            DSLContext tx, StorefrontId storefront, TableField<?, String> ours, List<String> marks) {
        Map<String, List<Candidate>> found = tx
                .select(ours, SKU.ID, SKU.CODE, LISTING.ITEM_ID, CHANNEL_LISTING.GONE)
                .from(SKU)
                .leftJoin(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .and(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .leftJoin(CHANNEL_LISTING)
                .on(CHANNEL_LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(CHANNEL_LISTING.ITEM_ID.eq(LISTING.ITEM_ID))
                .and(CHANNEL_LISTING.CHANNEL_SKU_ID.eq(LISTING.CHANNEL_SKU_ID))
                .where(ours.in(marks))
                .fetch(row -> new Candidate(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4() != null,
                        Boolean.TRUE.equals(row.value5())))
                .stream()
                .collect(Collectors.groupingBy(Candidate::mark));
        return found.values().stream()
                .filter(each -> each.size() == 1)
                .map(each -> each.get(0))
                .toList();
    }

    /**
     * A SKU of ours.
     *
     * @param bound whether it is a listing there already
     * @param lost whether that listing is gone
     */
    private record Candidate(String mark, long sku, String code, boolean bound, boolean lost) {
        boolean isFree() {
            return !bound || lost;
        }
    }

    private void bind(DSLContext tx, ChannelListingRecord there, Candidate candidate, Instant now) {
        StorefrontId storefront = new StorefrontId(there.getStorefrontId());
        ListingKey key = new ListingKey(storefront, there.getItemId(), there.getChannelSkuId());
        Mappings.bind(tx, key, candidate.sku(), there.getState(), now);
        if (candidate.lost()) {
            String cause = "SKU '" + candidate.code() + "' has other ids on " + storefront + " than before: it is now "
                    + there.getItemId() + "/" + there.getChannelSkuId() + " ('" + there.getTitle()
                    + "'), found by its code, and kept in step there";
            attention.raise(tx, "moved/" + storefront + "/" + candidate.code(), storefront.value(), MOVED, cause);
        }
    }

    private void tellOfTwins(DSLContext tx, StorefrontId storefront) {
        Map<String, String> causes = new TreeMap<>();
        tx.select(
                        CHANNEL_LISTING.MERCHANT_CODE,
                        DSL.count(),
                        DSL.min(CHANNEL_LISTING.ITEM_ID),
                        DSL.max(CHANNEL_LISTING.ITEM_ID))
                .from(CHANNEL_LISTING)
                .where(live(storefront))
                .and(CHANNEL_LISTING.MERCHANT_CODE.in(DSL.select(SKU.CODE).from(SKU)))
                .groupBy(CHANNEL_LISTING.MERCHANT_CODE)
                .having(DSL.count().gt(1))
                .forEach(row -> causes.put(
                        "twins/" + storefront + "/" + row.value1(),
                        row.value2() + " listings on " + storefront + " have the merchant code '" + row.value1()
                                + "' (items " + row.value3() + " and " + row.value4() + ")"));
        attention.agree(tx, storefront.value(), TWICE, causes);
    }

    private void tellOfGone(DSLContext tx, StorefrontId storefront) {
        Map<String, String> causes = new TreeMap<>();
        tx.select(SKU.CODE, LISTING.ID, LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID)
                .from(CHANNEL_LISTING)
                .join(LISTING)
                .on(LISTING.STOREFRONT_ID.eq(CHANNEL_LISTING.STOREFRONT_ID))
                .and(LISTING.ITEM_ID.eq(CHANNEL_LISTING.ITEM_ID))
                .and(LISTING.CHANNEL_SKU_ID.eq(CHANNEL_LISTING.CHANNEL_SKU_ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(CHANNEL_LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(CHANNEL_LISTING.GONE.eq(DSL.inline(true)))
                .forEach(row -> causes.put(
                        "listing/" + row.value2(),
                        "SKU '" + row.value1() + "' is gone from " + storefront + ": it no longer lists " + row.value3()
                                + "/" + row.value4()));
        attention.agree(tx, storefront.value(), GONE, causes);
    }
}
