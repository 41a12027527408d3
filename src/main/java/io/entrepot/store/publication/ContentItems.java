package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Which items a storefront has, or is to have, for our products. */
final class ContentItems {

    private ContentItems() {}

    /** The items of the storefront that hold the claimed listings' products, and those that are to be. */
    static List<ContentItem> of(DSLContext tx, Terms terms, Set<Long> claimedListings) {
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
        Map<Long, List<ContentItem.ListedSku>> byProduct = new TreeMap<>();
        tx.select(SKU.fields())
                .select(LISTING.fields())
                .select(PRICE.AMOUNT)
                .from(SKU)
                .join(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .and(LISTING.STOREFRONT_ID.eq(terms.storefront().value()))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .and(LISTING.FURTHER.isFalse())
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
                            .add(new ContentItem.ListedSku(sku, row.into(LISTING), row.get(PRICE.AMOUNT)));
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
    private static Stream<ContentItem> items(
            ProductRecord product, List<ContentItem.ListedSku> skus, String currency, Hindrances hindrances) {
        Map<String, List<ContentItem.ListedSku>> byItem = new TreeMap<>();
        List<ContentItem.ListedSku> fresh = new ArrayList<>();
        List<ContentItem.ListedSku> listed = new ArrayList<>();
        for (ContentItem.ListedSku sku : skus) {
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
        List<ContentItem> items = new ArrayList<>();
        byItem.forEach((id, its) -> {
            boolean shared = hindrances.shared().contains(id);
            items.add(new ContentItem(
                    product,
                    id,
                    currency,
                    its,
                    shared ? "item " + id + " holds SKUs of several of your products" : ""));
        });
        if (byItem.size() != 1 && !fresh.isEmpty()) {
            String spread = byItem.isEmpty() ? "" : "its product is spread over the items " + byItem.keySet();
            items.add(new ContentItem(product, null, currency, fresh, spread));
        }
        if (!listed.isEmpty()) {
            String there = "the storefront lists that code already, and it is not mapped";
            items.add(new ContentItem(product, null, currency, listed, there));
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
}
