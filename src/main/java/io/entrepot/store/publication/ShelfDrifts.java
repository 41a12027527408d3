package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.database.schema.tables.records.DriftRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.Drifts.Action;
import io.entrepot.store.publication.Drifts.Found;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.Settlement.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Holds the prices and titles on a page of a storefront's listings against what we last wrote there and it took. Only what was
 * done with well before the page was asked for is judged.
 */
public final class ShelfDrifts {

    /** How long after a write a page may still show what was there before it. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** What was last written stands among so many newest attempts. */
    private static final long NEWEST = 8;

    private final SalesTerms terms;
    private final Drifts drifts;

    /** Made once per process. */
    public ShelfDrifts(SalesTerms terms, Drifts drifts) {
        this.terms = terms;
        this.drifts = drifts;
    }

    /** A publication that is in step, and what we last wrote. */
    private record Written(
            long publication,
            Aspect aspect,
            long listing,
            long sku,
            String code,
            String item,
            String channelSku,
            Instant verifiedAt,
            String shows) {}

    /**
     * Notes what was changed on the storefront.
     *
     * @return the aspects of which the storefront is now owed something
     */
    public Set<Aspect> judge(
            DSLContext tx, StorefrontId storefront, List<ShownListing> page, Instant askedAt, Instant now) {
        Map<String, ShownListing> shown = new HashMap<>();
        page.forEach(each -> shown.put(key(each.key().itemId(), each.key().channelSkuId()), each));
        List<Written> written = written(tx, storefront, page, askedAt.minus(SETTLED));
        Map<Long, DriftRecord> known =
                drifts.open(tx, written.stream().map(Written::publication).toList());
        Set<String> items = new HashSet<>();
        Set<Aspect> owed = EnumSet.noneOf(Aspect.class);
        for (Written each : written) {
            ShownListing there = shown.get(key(each.item(), each.channelSku()));
            String shows = there == null ? null : shows(each.aspect(), there);
            boolean firstOfItem = each.aspect() != Aspect.CONTENT || items.add(each.item());
            if (shows != null && firstOfItem) {
                Found found = new Found(
                        each.publication(), storefront, each.aspect(), each.code(), each.shows(), shows, askedAt);
                judge(tx, each, found, known.get(each.publication()), now, owed);
            }
        }
        return owed;
    }

    private void judge(
            DSLContext tx, Written each, Found found, @Nullable DriftRecord known, Instant now, Set<Aspect> owed) {
        boolean wasSet = known != null && !known.getAction().equals(Action.LEAVE.id());
        if (found.shown().equals(found.believed())) {
            if (wasSet) {
                drifts.mended(tx, each.publication());
            }
            return;
        }
        if (known != null
                && known.getShown().equals(found.shown())
                && known.getBelieved().equals(found.believed())) {
            boolean tried = known.getAction().equals(Action.REPAIR.id())
                    && each.verifiedAt().isAfter(known.getFoundAt());
            if (tried) {
                drifts.stuck(tx, known, found);
            }
        } else if (isStillSo(tx, each)) {
            act(tx, each, found, now, owed);
        }
    }

    private void act(DSLContext tx, Written each, Found found, Instant now, Set<Aspect> owed) {
        if (!drifts.theirs(found.storefront(), each.aspect())) {
            drifts.note(tx, found, Action.REPAIR, now);
            Wants.raiseListing(tx, each.aspect(), each.listing(), now);
            owed.add(each.aspect());
        } else if (each.aspect() == Aspect.CONTENT) {
            drifts.note(tx, found, Action.LEAVE, now);
        } else if (adopt(tx, each, found)) {
            drifts.note(tx, found, Action.ADOPT, now);
        }
    }

    /** Not where the price has been changed here meanwhile. */
    private boolean adopt(DSLContext tx, Written each, Found found) {
        Terms selling = terms.of(found.storefront());
        return tx.update(PRICE)
                        .set(PRICE.AMOUNT, Long.valueOf(found.shown()))
                        .where(PRICE.SKU_ID.eq(each.sku()))
                        .and(PRICE.PRICE_LIST.eq(selling.priceList()))
                        .and(PRICE.CURRENCY.eq(selling.currency().getCurrencyCode()))
                        .and(PRICE.AMOUNT.eq(Long.valueOf(found.believed())))
                        .execute()
                > 0;
    }

    /** Locks the publication, and looks whether nothing has been wanted or sent since it was read. */
    private static boolean isStillSo(DSLContext tx, Written each) {
        return tx.selectFrom(PUBLICATION)
                .where(PUBLICATION.ID.eq(each.publication()))
                .and(PUBLICATION.DUE_AT.isNull())
                .and(PUBLICATION.VERIFIED_AT.eq(each.verifiedAt()))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    private @Nullable String shows(Aspect aspect, ShownListing there) {
        if (aspect == Aspect.CONTENT) {
            return cut(there.title().strip());
        }
        Terms selling = terms.of(there.key().storefront());
        return there.price() == null || !there.price().currency().equals(selling.currency())
                ? null
                : String.valueOf(there.price().minor());
    }

    private static List<Written> written(
            DSLContext tx, StorefrontId storefront, List<ShownListing> page, Instant verifiedBefore) {
        Map<Long, Written> written = new HashMap<>();
        List<Long> order = new ArrayList<>();
        tx.select(PUBLICATION.ID, PUBLICATION.ASPECT, PUBLICATION.VERIFIED_AT)
                .select(LISTING.ID, LISTING.SKU_ID, LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID)
                .select(SKU.CODE, ATTEMPT.SHOWS)
                .from(LISTING)
                .join(PUBLICATION)
                .on(PUBLICATION.LISTING_ID.eq(LISTING.ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .join(ATTEMPT)
                .on(ATTEMPT.PUBLICATION_ID.eq(PUBLICATION.ID))
                .and(ATTEMPT.NUMBER.gt(PUBLICATION.ATTEMPTS.minus(NEWEST)))
                .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(LISTING.ITEM_ID.in(page.stream()
                        .map(each -> each.key().itemId())
                        .distinct()
                        .toList()))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .and(PUBLICATION.ASPECT.in(Aspect.PRICE.id(), Aspect.CONTENT.id()))
                .and(PUBLICATION.DUE_AT.isNull())
                .and(PUBLICATION.VERIFIED_AT.lt(verifiedBefore))
                .and(ATTEMPT.SHOWS.isNotNull())
                .and(ATTEMPT.OUTCOME.eq(Result.APPLIED.id()))
                .orderBy(LISTING.ID, PUBLICATION.ID, ATTEMPT.NUMBER)
                .forEach(row -> {
                    Written each = new Written(
                            row.get(PUBLICATION.ID),
                            Aspect.of(row.get(PUBLICATION.ASPECT)),
                            row.get(LISTING.ID),
                            row.get(LISTING.SKU_ID),
                            row.get(SKU.CODE),
                            row.get(LISTING.ITEM_ID),
                            row.get(LISTING.CHANNEL_SKU_ID),
                            row.get(PUBLICATION.VERIFIED_AT),
                            row.get(ATTEMPT.SHOWS));
                    if (written.put(each.publication(), each) == null) {
                        order.add(each.publication());
                    }
                });
        return order.stream().map(written::get).toList();
    }

    private static String key(String item, String channelSku) {
        return item + "\n" + channelSku;
    }

    /** A title as it is kept for this comparison. */
    static String cut(String title) {
        return title.length() <= 500 ? title : title.substring(0, 500);
    }
}
