package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;

import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;

/** Puts a storefront's instants on our clock, as far as its clock is known. */
public record StorefrontClock(Duration ahead, Duration error) {

    /** As far as its order feed has told; the same as ours where it has not. */
    public static StorefrontClock of(DSLContext tx, StorefrontId storefront) {
        return tx.select(FEED_CURSOR.CLOCK_AHEAD_MILLIS, FEED_CURSOR.CLOCK_ERROR_MILLIS)
                .from(FEED_CURSOR)
                .where(FEED_CURSOR.STOREFRONT_ID.eq(storefront.value()))
                .and(FEED_CURSOR.FEED.eq(OrderFeedStore.ORDERS))
                .fetchOptional(
                        row -> new StorefrontClock(Duration.ofMillis(row.value1()), Duration.ofMillis(row.value2())))
                .orElse(new StorefrontClock(Duration.ZERO, Duration.ZERO));
    }

    /** Most likely when. */
    public Instant likely(Instant theirs) {
        return theirs.minus(ahead);
    }

    Instant earliest(Instant theirs) {
        return theirs.minus(ahead).minus(error);
    }

    Instant latest(Instant theirs) {
        return theirs.minus(ahead).plus(error);
    }
}
