package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.model.StorefrontId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which SKU and listing of ours an order's line is about: by the storefront's ids, else by merchant code. */
record LineMapping(long sku, @Nullable Long listing) {

    static Optional<LineMapping> find(DSLContext tx, StorefrontId storefront, Line line) {
        return tx.select(LISTING.SKU_ID, LISTING.ID)
                .from(LISTING)
                .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(LISTING.ITEM_ID.eq(line.itemId()))
                .and(LISTING.CHANNEL_SKU_ID.eq(line.channelSkuId()))
                .fetchOptional(row -> new LineMapping(row.value1(), row.value2()))
                .or(() -> byMerchantCode(tx, storefront, line.merchantCode()));
    }

    private static Optional<LineMapping> byMerchantCode(DSLContext tx, StorefrontId storefront, String code) {
        return tx.select(SKU.ID, LISTING.ID)
                .from(SKU)
                .leftJoin(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .and(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .where(SKU.CODE.eq(code))
                .orderBy(LISTING.ID)
                .limit(1)
                .fetchOptional(row -> new LineMapping(row.value1(), row.value2()));
    }
}
