package io.entrepot.store.storefront;

import static io.entrepot.database.schema.Tables.AFTER_SALE;
import static io.entrepot.database.schema.Tables.AFTER_SALE_ANSWER;
import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.DRIFT;
import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.FEED_WINDOW;
import static io.entrepot.database.schema.Tables.FEED_WINDOW_RECORD;
import static io.entrepot.database.schema.Tables.FUNDS_ENTRY;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Move;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Starts anew with a storefront that has lost all it had, as a simulator does when its process ends: its orders are gone
 * (what they held is free again) and its listings have to be made again.
 */
public final class ForgetfulStorefronts {

    private final Database database;
    private final Clock clock;

    /** Made once per process. */
    public ForgetfulStorefronts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets everything that only this storefront's memory gave meaning to. */
    public void forget(StorefrontId storefront) {
        Instant now = clock.instant();
        database.transact(tx -> {
            release(tx, storefront, now);
            freeKeys(tx, storefront, now);
            orders(tx, storefront);
            listings(tx, storefront, now);
        });
    }

    private static void release(DSLContext tx, StorefrontId storefront, Instant now) {
        List<Move> moves = tx.select(ORDER_LINE.fields())
                .select(ORDERS.ORDER_NO)
                .from(ORDER_LINE)
                .join(ORDERS)
                .on(ORDERS.ID.eq(ORDER_LINE.ORDER_ID))
                .where(ORDERS.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDER_LINE.COMMITTED.ne(0L))
                .fetch(row -> new Move(
                        row.get(ORDER_LINE.SKU_ID),
                        row.get(ORDER_LINE.LOCATION_ID),
                        0,
                        -row.get(ORDER_LINE.COMMITTED),
                        "forgotten/" + row.get(ORDER_LINE.ORDER_ID) + "/" + row.get(ORDER_LINE.LINE_NO) + "/" + now));
        if (!moves.isEmpty()) {
            StockLevels.move(tx, moves, "forgotten", now);
        }
    }

    /** The shop numbers its orders anew, so the movements of the forgotten ones must not hold the keys of the next. */
    private static void freeKeys(DSLContext tx, StorefrontId storefront, Instant now) {
        tx.update(STOCK_MOVEMENT)
                .set(
                        STOCK_MOVEMENT.BUSINESS_KEY,
                        DSL.concat(DSL.inline("forgotten/" + now.toEpochMilli() + "/"), STOCK_MOVEMENT.BUSINESS_KEY))
                .where(STOCK_MOVEMENT.BUSINESS_KEY.startsWith("order/" + storefront + "/"))
                .execute();
    }

    private static void orders(DSLContext tx, StorefrontId storefront) {
        tx.deleteFrom(ORDER_LINE)
                .where(ORDER_LINE.ORDER_ID.in(
                        DSL.select(ORDERS.ID).from(ORDERS).where(ORDERS.STOREFRONT_ID.eq(storefront.value()))))
                .execute();
        tx.deleteFrom(ORDERS).where(ORDERS.STOREFRONT_ID.eq(storefront.value())).execute();
        tx.deleteFrom(AFTER_SALE_ANSWER)
                .where(AFTER_SALE_ANSWER.AFTER_SALE_ID.in(DSL.select(AFTER_SALE.ID)
                        .from(AFTER_SALE)
                        .where(AFTER_SALE.STOREFRONT_ID.eq(storefront.value()))))
                .execute();
        tx.deleteFrom(AFTER_SALE)
                .where(AFTER_SALE.STOREFRONT_ID.eq(storefront.value()))
                .execute();
        tx.deleteFrom(FUNDS_ENTRY)
                .where(FUNDS_ENTRY.STOREFRONT_ID.eq(storefront.value()))
                .execute();
        tx.deleteFrom(INBOX).where(INBOX.STOREFRONT_ID.eq(storefront.value())).execute();
        tx.deleteFrom(FEED_WINDOW_RECORD)
                .where(FEED_WINDOW_RECORD.STOREFRONT_ID.eq(storefront.value()))
                .execute();
        tx.deleteFrom(FEED_WINDOW)
                .where(FEED_WINDOW.STOREFRONT_ID.eq(storefront.value()))
                .execute();
        tx.deleteFrom(FEED_CURSOR)
                .where(FEED_CURSOR.STOREFRONT_ID.eq(storefront.value()))
                .execute();
    }

    private static void listings(DSLContext tx, StorefrontId storefront, Instant now) {
        Condition here = PUBLICATION.STOREFRONT_ID.eq(storefront.value());
        var publications = DSL.select(PUBLICATION.ID).from(PUBLICATION).where(here);
        tx.deleteFrom(CHANNEL_LEDGER)
                .where(CHANNEL_LEDGER.PUBLICATION_ID.in(publications))
                .execute();
        tx.deleteFrom(ATTEMPT).where(ATTEMPT.PUBLICATION_ID.in(publications)).execute();
        tx.deleteFrom(DRIFT).where(DRIFT.STOREFRONT_ID.eq(storefront.value())).execute();
        tx.update(LISTING)
                .setNull(LISTING.ITEM_ID)
                .setNull(LISTING.CHANNEL_SKU_ID)
                .set(LISTING.STATE, "draft")
                .set(LISTING.OWN_PENDING, 0L)
                .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .execute();
        tx.update(PUBLICATION)
                .set(PUBLICATION.ACCEPTED_REVISION, 0L)
                .set(PUBLICATION.VERIFIED_REVISION, 0L)
                .set(PUBLICATION.WANTED_REVISION, PUBLICATION.WANTED_REVISION.plus(1))
                .set(PUBLICATION.FAILURES, 0)
                .setNull(PUBLICATION.ERROR_CODE)
                .setNull(PUBLICATION.ERROR)
                .setNull(PUBLICATION.LEASE_OWNER)
                .setNull(PUBLICATION.LEASE_UNTIL)
                .set(PUBLICATION.WANTED_AT, now)
                .set(
                        PUBLICATION.DUE_AT,
                        DSL.when(PUBLICATION.ASPECT.eq(Aspect.CONTENT.id()), DSL.val(now, PUBLICATION.DUE_AT))
                                .otherwise(DSL.castNull(PUBLICATION.DUE_AT)))
                .where(here)
                .execute();
    }
}
