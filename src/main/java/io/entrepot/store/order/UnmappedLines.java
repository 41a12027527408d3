package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.model.ListingKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Orders of which a line sold what was no SKU of ours: they take effect once it is one. */
public final class UnmappedLines {

    private UnmappedLines() {}

    /** A listing has become a SKU of ours. */
    public static void mapped(DSLContext tx, ListingKey listing, Instant now) {
        Condition there = ORDERS.STOREFRONT_ID
                .eq(listing.storefront().value())
                .and(ORDER_LINE.ITEM_ID.eq(listing.itemId()))
                .and(ORDER_LINE.CHANNEL_SKU_ID.eq(listing.channelSkuId()));
        takeUp(tx, there, now);
    }

    /** These SKUs are new, or have new codes. */
    public static void coded(DSLContext tx, Collection<Long> skus, Instant now) {
        takeUp(tx, ORDER_LINE.MERCHANT_CODE.in(DSL.select(SKU.CODE).from(SKU).where(SKU.ID.in(skus))), now);
    }

    private static void takeUp(DSLContext tx, Condition lines, Instant now) {
        Map<String, List<String>> waiting = tx.selectDistinct(ORDERS.STOREFRONT_ID, ORDERS.ORDER_NO)
                .from(ORDER_LINE)
                .join(ORDERS)
                .on(ORDERS.ID.eq(ORDER_LINE.ORDER_ID))
                .where(ORDER_LINE.SKU_ID.isNull())
                .and(lines)
                .fetchGroups(ORDERS.STOREFRONT_ID, ORDERS.ORDER_NO);
        waiting.forEach((storefront, numbers) -> tx.update(INBOX)
                .set(INBOX.STATE, Inbox.NEW)
                .set(INBOX.DUE_AT, now)
                .where(INBOX.STOREFRONT_ID.eq(storefront))
                .and(INBOX.FEED.in(OrderFeedStore.ORDERS, OrderIntake.DETAIL))
                .and(INBOX.RECORD_ID.in(numbers))
                .and(INBOX.STATE.eq(Inbox.DONE))
                .execute());
    }
}
