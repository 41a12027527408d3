package io.entrepot.store.stock;

import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The append-only record of every change of stock. */
final class Movements {

    private Movements() {}

    /** Which of these business keys have been used. */
    static Set<String> known(DSLContext tx, Collection<String> keys) {
        return tx.select(STOCK_MOVEMENT.BUSINESS_KEY)
                .from(STOCK_MOVEMENT)
                .where(STOCK_MOVEMENT.BUSINESS_KEY.in(keys))
                .fetchSet(STOCK_MOVEMENT.BUSINESS_KEY);
    }

    /** What came to the shelf, less what left it, after that moment. */
    static long since(DSLContext tx, long sku, long location, Instant after) {
        return tx.select(DSL.coalesce(DSL.sum(STOCK_MOVEMENT.ON_HAND_CHANGE), DSL.inline(BigDecimal.ZERO)))
                .from(STOCK_MOVEMENT)
                .where(STOCK_MOVEMENT.SKU_ID.eq(sku))
                .and(STOCK_MOVEMENT.LOCATION_ID.eq(location))
                .and(STOCK_MOVEMENT.MADE_AT.gt(after))
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    static Query insert(
            DSLContext tx,
            long sku,
            long location,
            String reason,
            long onHandChange,
            long committedChange,
            String businessKey,
            StockLevels.@Nullable Sale sale,
            Instant now) {
        return tx.insertInto(STOCK_MOVEMENT)
                .set(STOCK_MOVEMENT.SKU_ID, sku)
                .set(STOCK_MOVEMENT.LOCATION_ID, location)
                .set(STOCK_MOVEMENT.REASON, reason)
                .set(STOCK_MOVEMENT.ON_HAND_CHANGE, onHandChange)
                .set(STOCK_MOVEMENT.COMMITTED_CHANGE, committedChange)
                .set(STOCK_MOVEMENT.BUSINESS_KEY, businessKey)
                .set(STOCK_MOVEMENT.STOREFRONT_ID, sale == null ? null : sale.storefront())
                .set(STOCK_MOVEMENT.SOLD_AT, sale == null ? null : sale.at())
                .set(STOCK_MOVEMENT.MADE_AT, now);
    }
}
