package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOREFRONT_BRAKE;

import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.Listings;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.publication.StockDryRun.Asked;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A SKU on a storefront as it should be, beside what a scan saw of it. */
record ComparedListing(
        long id,
        String sku,
        long skuId,
        String title,
        @Nullable String itemId,
        @Nullable String channelSkuId,
        long ownPending,
        @Nullable Long price,
        boolean priceHeld,
        @Nullable String seenTitle,
        @Nullable Long seenPrice,
        @Nullable Long seenQuantity,
        @Nullable Instant seenAt,
        Map<Aspect, Owed> publications) {

    /**
     * One aspect's publication.
     *
     * @param waits whether something of it is still to be written
     */
    record Owed(long publication, boolean waits) {}

    @Nullable
    Owed owed(Aspect aspect) {
        return publications.get(aspect);
    }

    /** What a stock lane would have to know of it; empty where it is not listed. */
    Optional<Asked> asked(StorefrontId storefront) {
        Owed stock = owed(Aspect.STOCK);
        if (itemId == null || channelSkuId == null || stock == null) {
            return Optional.empty();
        }
        Read seen = seenQuantity == null || seenAt == null ? null : new Read(seenQuantity, seenAt, seenAt, 0, true);
        return Optional.of(new Asked(
                new ListingKey(storefront, itemId, channelSkuId), skuId, ownPending, stock.publication(), seen));
    }

    /** The next ones by SKU code. */
    static List<ComparedListing> after(DSLContext queries, Terms selling, String sku, int most) {
        String storefront = selling.storefront().value();
        List<Record> rows = List.copyOf(queries.select(SKU.CODE, PRODUCT.TITLE, PRICE.AMOUNT)
                .select(LISTING.fields())
                .select(CHANNEL_LISTING.TITLE, CHANNEL_LISTING.PRICE, CHANNEL_LISTING.QUANTITY, CHANNEL_LISTING.SEEN_AT)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .leftJoin(CHANNEL_LISTING)
                .on(CHANNEL_LISTING.STOREFRONT_ID.eq(LISTING.STOREFRONT_ID))
                .and(CHANNEL_LISTING.ITEM_ID.eq(LISTING.ITEM_ID))
                .and(CHANNEL_LISTING.CHANNEL_SKU_ID.eq(LISTING.CHANNEL_SKU_ID))
                .leftJoin(PRICE)
                .on(PRICE.SKU_ID.eq(SKU.ID))
                .and(PRICE.PRICE_LIST.eq(selling.priceList()))
                .and(PRICE.CURRENCY.eq(selling.currency().getCurrencyCode()))
                .where(LISTING.STOREFRONT_ID.eq(storefront))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .and(SKU.CODE.gt(sku))
                .orderBy(SKU.CODE)
                .limit(most)
                .fetch());
        Map<Long, Map<Aspect, Owed>> publications = publications(
                queries, rows.stream().map(row -> row.get(LISTING.ID)).toList());
        Set<Long> held = pricesHeld(
                queries,
                storefront,
                rows.stream().map(row -> row.get(LISTING.SKU_ID)).toList());
        return rows.stream()
                .map(row -> of(
                        row,
                        publications.getOrDefault(row.get(LISTING.ID), Map.of()),
                        held.contains(row.get(LISTING.SKU_ID))))
                .toList();
    }

    private static ComparedListing of(Record row, Map<Aspect, Owed> publications, boolean priceHeld) {
        return new ComparedListing(
                row.get(LISTING.ID),
                row.get(SKU.CODE),
                row.get(LISTING.SKU_ID),
                row.get(PRODUCT.TITLE),
                row.get(LISTING.ITEM_ID),
                row.get(LISTING.CHANNEL_SKU_ID),
                row.get(LISTING.OWN_PENDING),
                row.get(PRICE.AMOUNT),
                priceHeld,
                row.get(CHANNEL_LISTING.TITLE),
                row.get(CHANNEL_LISTING.PRICE),
                row.get(CHANNEL_LISTING.QUANTITY),
                row.get(CHANNEL_LISTING.SEEN_AT),
                publications);
    }

    private static Map<Long, Map<Aspect, Owed>> publications(DSLContext queries, List<Long> listings) {
        Map<Long, Map<Aspect, Owed>> byListing = new HashMap<>();
        queries.select(PUBLICATION.LISTING_ID, PUBLICATION.ASPECT, PUBLICATION.ID)
                .select(PUBLICATION.WANTED_REVISION, PUBLICATION.ACCEPTED_REVISION)
                .from(PUBLICATION)
                .where(PUBLICATION.LISTING_ID.in(listings))
                .forEach(row -> byListing
                        .computeIfAbsent(row.get(PUBLICATION.LISTING_ID), listing -> new HashMap<>())
                        .put(
                                Aspect.of(row.get(PUBLICATION.ASPECT)),
                                new Owed(
                                        row.get(PUBLICATION.ID),
                                        row.get(PUBLICATION.WANTED_REVISION)
                                                > row.get(PUBLICATION.ACCEPTED_REVISION))));
        return byListing;
    }

    private static Set<Long> pricesHeld(DSLContext queries, String storefront, List<Long> skus) {
        return queries.select(BRAKE_SUSPECT.SKU_ID)
                .from(BRAKE_SUSPECT)
                .join(STOREFRONT_BRAKE)
                .on(STOREFRONT_BRAKE.STOREFRONT_ID.eq(BRAKE_SUSPECT.STOREFRONT_ID))
                .and(STOREFRONT_BRAKE.ASPECT.eq(BRAKE_SUSPECT.ASPECT))
                .where(BRAKE_SUSPECT.SKU_ID.in(skus))
                .and(BRAKE_SUSPECT.ASPECT.eq(Aspect.PRICE.id()))
                .and(BRAKE_SUSPECT.STOREFRONT_ID.eq(storefront))
                .and(BRAKE_SUSPECT.HELD.eq(DSL.inline(true)))
                .and(STOREFRONT_BRAKE.TRIPPED_AT.isNotNull())
                .fetchSet(BRAKE_SUSPECT.SKU_ID);
    }
}
