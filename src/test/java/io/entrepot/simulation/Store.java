package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.Listings;
import io.entrepot.store.publication.Wants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A store as a world begins with it: each SKU listed on each shop, and nothing sold. */
final class Store {

    private Store() {}

    static void fill(Database database, Collection<Shop> shops, List<String> skus, Instant now) {
        List<Long> ids = new ArrayList<>();
        database.transact(tx -> skus.forEach(sku -> {
            Long product = tx.insertInto(PRODUCT)
                    .set(PRODUCT.CODE, sku)
                    .set(PRODUCT.TITLE, sku)
                    .set(PRODUCT.CREATED_AT, now)
                    .set(PRODUCT.UPDATED_AT, now)
                    .returningResult(PRODUCT.ID)
                    .fetchSingle()
                    .value1();
            ids.add(Objects.requireNonNull(tx.insertInto(SKU)
                    .set(SKU.PRODUCT_ID, product)
                    .set(SKU.CODE, sku)
                    .set(SKU.VARIANT, "{}")
                    .set(SKU.CREATED_AT, now)
                    .set(SKU.UPDATED_AT, now)
                    .returningResult(SKU.ID)
                    .fetchSingle()
                    .value1()));
        }));
        database.transact(tx -> shops.forEach(shop -> {
            for (int i = 0; i < skus.size(); i++) {
                Listings.of(tx, new StorefrontId(shop.id), ids.get(i), now);
                if (shop.assortment != null) {
                    continue;
                }
                tx.update(LISTING)
                        .set(LISTING.ITEM_ID, "i-" + skus.get(i))
                        .set(LISTING.CHANNEL_SKU_ID, skus.get(i))
                        .set(LISTING.STATE, "live")
                        .where(LISTING.STOREFRONT_ID.eq(shop.id))
                        .and(LISTING.SKU_ID.eq(ids.get(i)))
                        .execute();
            }
        }));
        // Its history was read before: else many windows of a day without orders would be all that happens here.
        database.transact(tx -> shops.forEach(shop -> tx.insertInto(FEED_CURSOR)
                .set(FEED_CURSOR.STOREFRONT_ID, shop.id)
                .set(FEED_CURSOR.FEED, "orders")
                .set(FEED_CURSOR.WATERMARK, now.minus(Duration.ofMinutes(5)))
                .execute()));
        database.transact(tx -> ids.forEach(sku -> tx.insertInto(PRICE)
                .set(PRICE.SKU_ID, sku)
                .set(PRICE.PRICE_LIST, "default")
                .set(PRICE.CURRENCY, "CNY")
                .set(PRICE.AMOUNT, 100L)
                .execute()));
        database.transact(tx -> {
            Wants.raise(tx, Aspect.CONTENT, ids, 2, now, now);
            Wants.raise(tx, Aspect.PRICE, ids, 2, now, now);
            Wants.raise(tx, Aspect.STOCK, ids, 2, now, now);
        });
    }
}
