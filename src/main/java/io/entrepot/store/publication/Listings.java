package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Puts SKUs on the storefronts that are to list everything. */
public final class Listings {

    /** The state of a listing that a person has unmapped: nothing is written to it until it is mapped again. */
    public static final String UNMAPPED = "unmapped";

    private static final String DRAFT = "draft";

    private Listings() {}

    /** Lists these SKUs on each storefront that is given content, where they are not listed yet. */
    public static void ensure(DSLContext tx, SalesTerms terms, List<Long> skus, Instant now) {
        terms.all().forEach(each -> ensure(tx, each, SKU.ID.in(skus), now));
    }

    /** Lists every SKU of the store on that storefront, where it is given content and they are not listed yet. */
    public static void ensureAll(DSLContext tx, Terms terms, Instant now) {
        ensure(tx, terms, DSL.noCondition(), now);
    }

    /** The listing of one SKU on a storefront, made with its publications where there is none. */
    public static ListingRecord of(DSLContext tx, StorefrontId storefront, long sku, Instant now) {
        Condition here = LISTING.STOREFRONT_ID.eq(storefront.value()).and(LISTING.SKU_ID.eq(sku));
        ListingRecord known = tx.selectFrom(LISTING)
                .where(here)
                .orderBy(LISTING.ID)
                .limit(1)
                .forUpdate()
                .fetchOne();
        if (known != null) {
            return known;
        }
        return make(tx, storefront, sku, false, now);
    }

    /** One more listing of a SKU that is listed there already; its content is left alone. */
    public static ListingRecord further(DSLContext tx, StorefrontId storefront, long sku, Instant now) {
        return make(tx, storefront, sku, true, now);
    }

    private static ListingRecord make(DSLContext tx, StorefrontId storefront, long sku, boolean further, Instant now) {
        ListingRecord fresh = tx.newRecord(LISTING);
        fresh.setStorefrontId(storefront.value());
        fresh.setSkuId(sku);
        fresh.setState(DRAFT);
        fresh.setOwnPending(0L);
        fresh.setFurther(further);
        fresh.setCreatedAt(now);
        fresh.setUpdatedAt(now);
        fresh.store();
        for (Aspect aspect : Aspect.OF_LISTINGS) {
            publications(tx, storefront.value(), aspect, SKU.ID.eq(sku), now);
        }
        return fresh;
    }

    private static void ensure(DSLContext tx, Terms terms, Condition which, Instant now) {
        if (!terms.pushed().contains(Aspect.CONTENT)) {
            return;
        }
        String storefront = terms.storefront().value();
        tx.insertInto(
                        LISTING,
                        LISTING.STOREFRONT_ID,
                        LISTING.SKU_ID,
                        LISTING.STATE,
                        LISTING.CREATED_AT,
                        LISTING.UPDATED_AT)
                .select(DSL.select(
                                DSL.val(storefront),
                                SKU.ID,
                                DSL.val(DRAFT),
                                DSL.val(now, LISTING.CREATED_AT),
                                DSL.val(now, LISTING.UPDATED_AT))
                        .from(SKU)
                        .where(which)
                        .andNotExists(DSL.selectOne()
                                .from(LISTING)
                                .where(LISTING.STOREFRONT_ID.eq(storefront))
                                .and(LISTING.SKU_ID.eq(SKU.ID))))
                .execute();
        for (Aspect aspect : Aspect.OF_LISTINGS) {
            publications(tx, storefront, aspect, which, now);
        }
    }

    private static void publications(DSLContext tx, String storefront, Aspect aspect, Condition which, Instant now) {
        Instant due = aspect == Aspect.CONTENT ? now : null;
        tx.insertInto(
                        PUBLICATION,
                        PUBLICATION.LISTING_ID,
                        PUBLICATION.STOREFRONT_ID,
                        PUBLICATION.ASPECT,
                        PUBLICATION.WANTED_REVISION,
                        PUBLICATION.DUE_AT,
                        PUBLICATION.WANTED_AT)
                .select(DSL.select(
                                LISTING.ID,
                                LISTING.STOREFRONT_ID,
                                DSL.val(aspect.id()),
                                DSL.val(1L),
                                DSL.val(due, PUBLICATION.DUE_AT),
                                DSL.val(now, PUBLICATION.WANTED_AT))
                        .from(LISTING)
                        .join(SKU)
                        .on(SKU.ID.eq(LISTING.SKU_ID))
                        .where(LISTING.STOREFRONT_ID.eq(storefront))
                        .and(which)
                        .and(aspect == Aspect.CONTENT ? LISTING.FURTHER.isFalse() : DSL.noCondition())
                        .andNotExists(DSL.selectOne()
                                .from(PUBLICATION)
                                .where(PUBLICATION.LISTING_ID.eq(LISTING.ID))
                                .and(PUBLICATION.ASPECT.eq(aspect.id()))))
                .execute();
    }
}
