package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Raises wanted revisions: something that a listing shows has changed, or may have. */
public final class Wants {

    /** A publication that is failing keeps its next try when that is no further away than this. */
    private static final Duration BACKOFF = Duration.ofMinutes(5);

    private Wants() {}

    /**
     * Raises one aspect of every listing of these SKUs.
     *
     * @param urgency 0 fell to nothing, 1 fell, 2 all else
     * @param since when the change was made
     * @return the storefronts that now owe something
     */
    public static Set<StorefrontId> raise(
            DSLContext tx, Aspect aspect, Collection<Long> skus, int urgency, Instant since, Instant now) {
        return skus.isEmpty() ? Set.of() : raise(tx, aspect, LISTING.SKU_ID.in(skus), urgency, since, now);
    }

    /** Raises one aspect of one listing. */
    public static void raiseListing(DSLContext tx, Aspect aspect, long listing, Instant now) {
        raise(tx, aspect, LISTING.ID.eq(listing), 2, now, now);
    }

    /** Raises one aspect of every listing of a storefront. */
    public static Set<StorefrontId> raiseAll(DSLContext tx, Aspect aspect, StorefrontId storefront, Instant now) {
        return raise(tx, aspect, LISTING.STOREFRONT_ID.eq(storefront.value()), 2, now, now);
    }

    /** Raises one aspect of the listings that these SKUs have on one storefront. */
    public static void raise(
            DSLContext tx, Aspect aspect, StorefrontId storefront, Collection<Long> skus, Instant now) {
        if (!skus.isEmpty()) {
            Condition there = LISTING.STOREFRONT_ID.eq(storefront.value());
            raise(tx, aspect, there.and(LISTING.SKU_ID.in(skus)), 0, now, now);
        }
    }

    /** Raises the content of listings of these SKUs that could not be made yet for want of a price. */
    public static Set<StorefrontId> raiseUnlisted(DSLContext tx, Collection<Long> skus, Instant now) {
        Condition unlisted = LISTING.SKU_ID.in(skus).and(LISTING.ITEM_ID.isNull());
        return skus.isEmpty() ? Set.of() : raise(tx, Aspect.CONTENT, unlisted, 2, now, now);
    }

    private static Set<StorefrontId> raise(
            DSLContext tx, Aspect aspect, Condition which, int urgency, Instant since, Instant now) {
        Set<StorefrontId> storefronts = new TreeSet<>();
        List<Long> ids = tx.select(PUBLICATION.ID, PUBLICATION.STOREFRONT_ID)
                .from(PUBLICATION)
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .where(PUBLICATION.ASPECT.eq(aspect.id()))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .and(which)
                .orderBy(PUBLICATION.ID)
                .fetch(row -> {
                    storefronts.add(new StorefrontId(row.value2()));
                    return row.value1();
                });
        if (ids.isEmpty()) {
            return storefronts;
        }
        lock(tx, ids);
        Condition leased = PUBLICATION.LEASE_UNTIL.gt(now);
        Condition failing = PUBLICATION.FAILURES.gt(0).and(PUBLICATION.DUE_AT.le(now.plus(BACKOFF)));
        Condition unlisted = PUBLICATION
                .ASPECT
                .ne(Aspect.CONTENT.id())
                .andExists(DSL.selectOne()
                        .from(LISTING)
                        .where(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                        .and(LISTING.ITEM_ID.isNull()));
        tx.update(PUBLICATION)
                .set(PUBLICATION.WANTED_REVISION, PUBLICATION.WANTED_REVISION.plus(1))
                .set(
                        PUBLICATION.DUE_AT,
                        DSL.when(leased.or(failing).or(unlisted), PUBLICATION.DUE_AT)
                                .otherwise(DSL.val(now, PUBLICATION.DUE_AT)))
                .set(PUBLICATION.WANTED_AT, DSL.coalesce(PUBLICATION.WANTED_AT, DSL.val(since, PUBLICATION.WANTED_AT)))
                .set(PUBLICATION.URGENCY, DSL.least(PUBLICATION.URGENCY, DSL.val(urgency)))
                .where(PUBLICATION.ID.in(ids))
                .execute();
        return storefronts;
    }

    /** Keeps one aspect of all listings of these SKUs from others until the transaction ends. */
    public static void lock(DSLContext tx, Aspect aspect, Collection<Long> skus) {
        if (!skus.isEmpty()) {
            lock(tx, aspect, LISTING.SKU_ID.in(skus));
        }
    }

    /** As the other, of the listings on these storefronts. */
    public static void lock(DSLContext tx, Aspect aspect, Collection<String> storefronts, Collection<Long> skus) {
        if (!skus.isEmpty()) {
            lock(tx, aspect, LISTING.STOREFRONT_ID.in(storefronts).and(LISTING.SKU_ID.in(skus)));
        }
    }

    private static void lock(DSLContext tx, Aspect aspect, Condition which) {
        List<Long> ids = tx.select(PUBLICATION.ID)
                .from(PUBLICATION)
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .where(PUBLICATION.ASPECT.eq(aspect.id()))
                .and(which)
                .fetch(PUBLICATION.ID);
        if (!ids.isEmpty()) {
            lock(tx, ids);
        }
    }

    private static void lock(DSLContext tx, List<Long> publications) {
        // Of no index, or MariaDB may read, and lock, in that index's order.
        tx.select(PUBLICATION.WANTED_REVISION)
                .from(PUBLICATION)
                .where(PUBLICATION.ID.in(publications))
                .orderBy(PUBLICATION.ID)
                .forUpdate()
                .execute();
    }
}
