package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.Claim;
import io.entrepot.sync.ContentBook;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.Settlement.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Composes each claimed product with all the SKUs it has on the storefront, as it is sent. */
public final class ContentCases implements ContentBook {

    private final Database database;
    private final SalesTerms terms;
    private final LaneSignals signals;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public ContentCases(Database database, SalesTerms terms, LaneSignals signals, String node) {
        this.database = database;
        this.terms = terms;
        this.signals = signals;
        this.node = node;
    }

    @Override
    public List<ItemCase> open(StorefrontId storefront, List<Claim> claims, Instant now, Instant lastArrival) {
        return database.inTransaction(tx -> {
            Map<Long, PublicationRecord> held = Leases.held(tx, node, claims);
            Map<Long, Claim> byListing = new HashMap<>();
            claims.stream()
                    .filter(claim -> held.containsKey(claim.publication()))
                    .forEach(claim -> byListing.put(claim.listing(), claim));
            Set<Long> uncertain = creationsThatMayBeDone(tx, held.keySet());
            List<ItemCase> items = new ArrayList<>();
            List<Query> attempts = new ArrayList<>();
            for (Item item : items(tx, terms.of(storefront), byListing.keySet())) {
                ItemCase opened = item.open(byListing, held, uncertain);
                if (!opened.claims().isEmpty()) {
                    items.add(opened);
                    opened.claims().forEach(sku -> attempts.add(attempt(tx, sku, opened.step(), now, lastArrival)));
                }
            }
            Statements.run(tx, attempts);
            return items;
        });
    }

    private static Set<Long> creationsThatMayBeDone(DSLContext tx, Set<Long> publications) {
        return new HashSet<>(tx.selectDistinct(ATTEMPT.PUBLICATION_ID)
                .from(ATTEMPT)
                .where(ATTEMPT.PUBLICATION_ID.in(publications))
                .and(ATTEMPT.OUTCOME.eq(PublicationWorklist.name(Result.UNKNOWN)))
                .fetch(ATTEMPT.PUBLICATION_ID));
    }

    /** The items of the storefront that hold the claimed listings' products, and those that are to be. */
    private static List<Item> items(DSLContext tx, Terms terms, Set<Long> claimedListings) {
        List<Long> productIds = tx.selectDistinct(SKU.PRODUCT_ID)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(LISTING.ID.in(claimedListings))
                .fetch(SKU.PRODUCT_ID);
        Map<Long, ProductRecord> products =
                tx.selectFrom(PRODUCT).where(PRODUCT.ID.in(productIds)).fetchMap(PRODUCT.ID);
        Hindrances hindrances = new Hindrances(
                itemsOfSeveralProducts(tx, terms.storefront(), productIds),
                codesOfUnmapped(tx, terms.storefront(), productIds));
        Map<Long, List<ListedSku>> byProduct = new TreeMap<>();
        tx.select(SKU.fields())
                .select(LISTING.fields())
                .select(PRICE.AMOUNT)
                .from(SKU)
                .join(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .and(LISTING.STOREFRONT_ID.eq(terms.storefront().value()))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .leftJoin(PRICE)
                .on(PRICE.SKU_ID.eq(SKU.ID))
                .and(PRICE.PRICE_LIST.eq(terms.priceList()))
                .and(PRICE.CURRENCY.eq(terms.currency().getCurrencyCode()))
                .where(SKU.PRODUCT_ID.in(productIds))
                .orderBy(SKU.ID)
                .forEach(row -> {
                    SkuRecord sku = row.into(SKU);
                    byProduct
                            .computeIfAbsent(sku.getProductId(), id -> new ArrayList<>())
                            .add(new ListedSku(sku, row.into(LISTING), row.get(PRICE.AMOUNT)));
                });
        String currency = terms.currency().getCurrencyCode();
        return byProduct.entrySet().stream()
                .flatMap(each -> items(
                        Objects.requireNonNull(products.get(each.getKey())), each.getValue(), currency, hindrances))
                .toList();
    }

    /**
     * What a storefront lists that stands in the way.
     *
     * @param shared items that hold SKUs of several products
     * @param listed codes of SKUs that are not mapped, though something with their code is listed
     */
    private record Hindrances(Set<String> shared, Set<String> listed) {}

    /** New SKUs join the product's one item; where it has several, nobody knows which. */
    private static Stream<Item> items(
            ProductRecord product, List<ListedSku> skus, String currency, Hindrances hindrances) {
        Map<String, List<ListedSku>> byItem = new TreeMap<>();
        List<ListedSku> fresh = new ArrayList<>();
        List<ListedSku> listed = new ArrayList<>();
        for (ListedSku sku : skus) {
            String item = sku.listing().getItemId();
            if (item != null) {
                byItem.computeIfAbsent(item, id -> new ArrayList<>()).add(sku);
            } else {
                (hindrances.listed().contains(sku.sku().getCode()) ? listed : fresh).add(sku);
            }
        }
        if (byItem.size() == 1) {
            byItem.values().forEach(only -> only.addAll(fresh));
        }
        List<Item> items = new ArrayList<>();
        byItem.forEach((id, its) -> {
            boolean shared = hindrances.shared().contains(id);
            items.add(new Item(
                    product,
                    id,
                    currency,
                    its,
                    shared ? "item " + id + " holds SKUs of several of your products" : ""));
        });
        if (byItem.size() != 1 && !fresh.isEmpty()) {
            String spread = byItem.isEmpty() ? "" : "its product is spread over the items " + byItem.keySet();
            items.add(new Item(product, null, currency, fresh, spread));
        }
        if (!listed.isEmpty()) {
            String there = "the storefront lists that code already, and it is not mapped";
            items.add(new Item(product, null, currency, listed, there));
        }
        return items.stream();
    }

    private static Set<String> codesOfUnmapped(DSLContext tx, StorefrontId storefront, List<Long> productIds) {
        return new HashSet<>(tx.selectDistinct(SKU.CODE)
                .from(CHANNEL_LISTING)
                .join(SKU)
                .on(SKU.CODE.eq(CHANNEL_LISTING.MERCHANT_CODE))
                .where(CHANNEL_LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(CHANNEL_LISTING.GONE.eq(DSL.inline(false)))
                .and(CHANNEL_LISTING.STATE.ne("ended"))
                .and(SKU.PRODUCT_ID.in(productIds))
                .fetch(SKU.CODE));
    }

    private static Set<String> itemsOfSeveralProducts(DSLContext tx, StorefrontId storefront, List<Long> productIds) {
        var mine = LISTING.as("mine");
        var sku = SKU.as("my_sku");
        return new HashSet<>(tx.select(LISTING.ITEM_ID)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(LISTING.ITEM_ID.in(DSL.select(mine.ITEM_ID)
                        .from(mine)
                        .join(sku)
                        .on(sku.ID.eq(mine.SKU_ID))
                        .where(mine.STOREFRONT_ID.eq(storefront.value()))
                        .and(sku.PRODUCT_ID.in(productIds))
                        .and(mine.ITEM_ID.isNotNull())))
                .groupBy(LISTING.ITEM_ID)
                .having(DSL.countDistinct(SKU.PRODUCT_ID).gt(1))
                .fetch(LISTING.ITEM_ID));
    }

    private static Query attempt(DSLContext tx, ClaimedSku sku, Step step, Instant now, Instant lastArrival) {
        return tx.insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, sku.claim().publication())
                .set(ATTEMPT.NUMBER, sku.claim().lease())
                .set(ATTEMPT.KIND, step.name().toLowerCase(Locale.ROOT))
                .set(ATTEMPT.REVISION, sku.revision())
                .set(ATTEMPT.SENT, sku.sku())
                .set(ATTEMPT.SENT_AT, now)
                .set(ATTEMPT.DEADLINE_AT, lastArrival);
    }

    @Override
    public void listed(StorefrontId storefront, Map<String, Listed> bySku, Instant createdAt) {
        if (bySku.isEmpty()) {
            return;
        }
        database.transact(tx -> {
            List<Query> listings = new ArrayList<>();
            List<Query> publications = new ArrayList<>();
            tx.select(LISTING.fields())
                    .select(SKU.CODE)
                    .from(LISTING)
                    .join(SKU)
                    .on(SKU.ID.eq(LISTING.SKU_ID))
                    .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                    .and(SKU.CODE.in(bySku.keySet()))
                    .orderBy(LISTING.ID)
                    .forEach(row -> {
                        ListingRecord listing = row.into(LISTING);
                        Listed listed = Objects.requireNonNull(bySku.get(row.get(SKU.CODE)));
                        listings.add(update(tx, listing, listed, createdAt));
                        if (listing.getItemId() == null) {
                            publications.add(dueAt(tx, listing, createdAt));
                        }
                    });
            Statements.run(tx, listings);
            Statements.run(tx, publications);
        });
        signals.raise(storefront, Aspect.PRICE);
        signals.raise(storefront, Aspect.STOCK);
    }

    private static Query update(DSLContext tx, ListingRecord listing, Listed listed, Instant now) {
        return tx.update(LISTING)
                .set(LISTING.ITEM_ID, listed.key().itemId())
                .set(LISTING.CHANNEL_SKU_ID, listed.key().channelSkuId())
                .set(LISTING.STATE, listed.state().name().toLowerCase(Locale.ROOT))
                .set(LISTING.STATE_REASON, listed.reason())
                .set(LISTING.UPDATED_AT, now)
                .where(LISTING.ID.eq(listing.getId()));
    }

    /** The other aspects of a new listing, which could not be published before. */
    private static Query dueAt(DSLContext tx, ListingRecord listing, Instant now) {
        return tx.update(PUBLICATION)
                .set(PUBLICATION.DUE_AT, now)
                .where(PUBLICATION.LISTING_ID.eq(listing.getId()))
                .and(PUBLICATION.ASPECT.ne(Aspect.CONTENT.id()))
                .and(PUBLICATION.DUE_AT.isNull());
    }

    private record ListedSku(SkuRecord sku, ListingRecord listing, Long price) {}

    /**
     * SKUs of one product that stand in one item of the storefront, or are to.
     *
     * @param id the storefront's; null for one that is to be made
     * @param obstacle why it cannot be published; empty when it can
     */
    private record Item(
            ProductRecord product, @Nullable String id, String currency, List<ListedSku> skus, String obstacle) {

        ItemCase open(Map<Long, Claim> byListing, Map<Long, PublicationRecord> held, Set<Long> uncertain) {
            List<ClaimedSku> claimed = new ArrayList<>();
            boolean look = false;
            boolean onlyLook = true;
            for (ListedSku each : skus) {
                Claim claim = byListing.get(each.listing().getId());
                if (claim != null) {
                    PublicationRecord row = Objects.requireNonNull(held.get(claim.publication()));
                    claimed.add(new ClaimedSku(
                            claim,
                            each.sku().getCode(),
                            row.getWantedRevision(),
                            row.getFailures(),
                            currency,
                            each.price() != null));
                    look |= uncertain.contains(claim.publication())
                            && each.listing().getItemId() == null;
                    onlyLook &= row.getAcceptedRevision() >= row.getWantedRevision();
                }
            }
            Step step = onlyLook ? Step.LOOK : look ? Step.LOOK_THEN_PUBLISH : Step.PUBLISH;
            return new ItemCase(draft(), claimed, step, obstacle);
        }

        private ItemDraft draft() {
            return new ItemDraft(
                    product.getCode(),
                    id,
                    product.getTitle(),
                    Objects.requireNonNullElse(product.getDescription(), ""),
                    Objects.requireNonNullElse(product.getBrand(), ""),
                    product.getImageUrl(),
                    skus.stream()
                            .filter(each -> each.price() != null)
                            .map(each -> new SkuDraft(
                                    each.sku().getCode(),
                                    each.listing().getChannelSkuId(),
                                    each.sku().getBarcode(),
                                    VariantText.read(each.sku().getVariant()),
                                    each.price()))
                            .toList());
        }
    }
}
