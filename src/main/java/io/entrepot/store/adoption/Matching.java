package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.ChannelListing;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        match(tx, storefront, CHANNEL_LISTING.MERCHANT_CODE, SKU.CODE, now);
        match(tx, storefront, CHANNEL_LISTING.BARCODE, SKU.BARCODE, now);
        tellOfTwins(tx, storefront);
        tellOfGone(tx, storefront);
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

    /** What two listings or two SKUs have is beyond doubt of none. */
    private void match(
            DSLContext tx,
            StorefrontId storefront,
            TableField<?, String> theirs,
            TableField<?, String> ours,
            Instant now) {
        candidates(tx, storefront, theirs, ours).stream()
                .collect(Collectors.groupingBy(Candidate::mark))
                .values()
                .stream()
                .filter(each -> each.size() == 1 && each.get(0).isFree())
                .forEach(each -> bind(tx, storefront, each.get(0), now));
    }

    /** Each listing that is no SKU of ours, with each SKU that has its mark. Only these are read: a shop may list much else. */
    private static List<Candidate> candidates(
            DSLContext tx, StorefrontId storefront, TableField<?, String> theirs, TableField<?, String> ours) {
        ChannelListing bound = CHANNEL_LISTING.as("bound_listing");
        return tx.select(ours, SKU.ID, SKU.CODE, LISTING.ITEM_ID, bound.GONE)
                .select(CHANNEL_LISTING.ITEM_ID, CHANNEL_LISTING.CHANNEL_SKU_ID)
                .select(CHANNEL_LISTING.STATE, CHANNEL_LISTING.TITLE)
                .from(CHANNEL_LISTING)
                .join(SKU)
                .on(ours.eq(theirs))
                .leftJoin(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .and(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .leftJoin(bound)
                .on(bound.STOREFRONT_ID.eq(storefront.value()))
                .and(bound.ITEM_ID.eq(LISTING.ITEM_ID))
                .and(bound.CHANNEL_SKU_ID.eq(LISTING.CHANNEL_SKU_ID))
                .where(live(storefront))
                .andNotExists(mapped())
                .and(theirs.ne(""))
                .fetch(row -> new Candidate(
                        row.get(ours),
                        row.get(SKU.ID),
                        row.get(SKU.CODE),
                        row.get(LISTING.ITEM_ID) != null,
                        Boolean.TRUE.equals(row.get(bound.GONE)),
                        new ListingKey(
                                storefront, row.get(CHANNEL_LISTING.ITEM_ID), row.get(CHANNEL_LISTING.CHANNEL_SKU_ID)),
                        row.get(CHANNEL_LISTING.STATE),
                        row.get(CHANNEL_LISTING.TITLE)));
    }

    /**
     * A SKU of ours and a listing with its mark.
     *
     * @param bound whether the SKU is a listing there already
     * @param lost whether that listing is gone
     */
    private record Candidate(
            String mark,
            long sku,
            String code,
            boolean bound,
            boolean lost,
            ListingKey key,
            String state,
            String title) {
        boolean isFree() {
            return !bound || lost;
        }
    }

    private void bind(DSLContext tx, StorefrontId storefront, Candidate candidate, Instant now) {
        ListingKey key = candidate.key();
        Mappings.bind(tx, key, candidate.sku(), candidate.state(), now);
        if (candidate.lost()) {
            String cause = "SKU '" + candidate.code() + "' has other ids on " + storefront + " than before: it is now "
                    + key.itemId() + "/" + key.channelSkuId() + " ('" + candidate.title()
                    + "'), found by its code, and kept in step there";
            attention.raise(tx, "moved/" + storefront + "/" + candidate.code(), storefront.value(), MOVED, cause);
        }
    }

    /** Those that a person has mapped are all right. */
    private void tellOfTwins(DSLContext tx, StorefrontId storefront) {
        Map<String, String> causes = new TreeMap<>();
        tx.select(
                        CHANNEL_LISTING.MERCHANT_CODE,
                        DSL.count(),
                        DSL.min(CHANNEL_LISTING.ITEM_ID),
                        DSL.max(CHANNEL_LISTING.ITEM_ID))
                .from(CHANNEL_LISTING)
                .leftJoin(LISTING)
                .on(LISTING.STOREFRONT_ID.eq(CHANNEL_LISTING.STOREFRONT_ID))
                .and(LISTING.ITEM_ID.eq(CHANNEL_LISTING.ITEM_ID))
                .and(LISTING.CHANNEL_SKU_ID.eq(CHANNEL_LISTING.CHANNEL_SKU_ID))
                .where(live(storefront))
                .and(CHANNEL_LISTING.MERCHANT_CODE.in(DSL.select(SKU.CODE).from(SKU)))
                .groupBy(CHANNEL_LISTING.MERCHANT_CODE)
                .having(DSL.count().gt(1))
                .and(DSL.count(LISTING.ID).lt(DSL.count()))
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
