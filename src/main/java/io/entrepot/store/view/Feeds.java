package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the cursors of all feeds. */
public final class Feeds {

    private final Database database;

    /** On that database. */
    public Feeds(Database database) {
        this.database = database;
    }

    /** Every feed that was ever read, by storefront. */
    public List<Feed> all(Instant now) {
        return database.queries()
                .selectFrom(FEED_CURSOR)
                .orderBy(FEED_CURSOR.STOREFRONT_ID, FEED_CURSOR.FEED)
                .fetch(row -> feed(row, now));
    }

    private static Feed feed(FeedCursorRecord row, Instant now) {
        Duration ahead = Duration.ofMillis(row.getClockAheadMillis());
        Duration lag = Duration.between(row.getWatermark(), now.plus(ahead));
        return new Feed(
                row.getStorefrontId(),
                row.getFeed(),
                row.getWatermark(),
                Math.max(0, lag.toMillis()),
                row.getReadAt(),
                ahead.toMillis(),
                row.getFailures(),
                row.getErrorCode(),
                row.getError());
    }
}
