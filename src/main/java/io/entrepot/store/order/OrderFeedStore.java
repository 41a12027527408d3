package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.order.FeedWindows.Ends;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.FeedStore;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Keeps feeds' cursors, and moves them only together with the inbox. */
public final class OrderFeedStore implements FeedStore {

    static final String ORDERS = FeedId.Kind.ORDERS.id();

    private static final ErrorCode OUT_OF_REACH = new ErrorCode("ENT-4020");

    /** After so many failed reads in a row a person is told. */
    private static final int PATIENCE = 5;

    private final Database database;
    private final Inbox inbox;
    private final FeedWindows windows;
    private final Attention attention;

    /** Made once per process. */
    public OrderFeedStore(Database database, Inbox inbox, Attention attention) {
        this.database = database;
        this.inbox = inbox;
        this.windows = new FeedWindows(database, attention);
        this.attention = attention;
    }

    @Override
    public Cursor cursor(FeedId feed, Instant start) {
        FeedCursorRecord row =
                database.queries().selectFrom(FEED_CURSOR).where(is(feed)).fetchOne();
        if (row == null) {
            database.transact(tx -> tx.insertInto(FEED_CURSOR)
                    .set(FEED_CURSOR.STOREFRONT_ID, feed.storefront().value())
                    .set(FEED_CURSOR.FEED, feed.kind().id())
                    .set(FEED_CURSOR.WATERMARK, start)
                    .onDuplicateKeyIgnore()
                    .execute());
            return cursor(feed, start);
        }
        return new Cursor(
                row.getVersion(),
                FeedWindows.nextFrom(row),
                row.getWindowFrom(),
                row.getWindowTo(),
                row.getPageToken(),
                Duration.ofMillis(row.getClockAheadMillis()),
                row.getFailures(),
                row.getPresentTo() == null ? null : row.getReadAt());
    }

    @Override
    public boolean runsLow(StorefrontId storefront, Instant now) {
        return database.queries()
                .fetchExists(DSL.selectOne()
                        .from(PUBLICATION)
                        .join(LISTING)
                        .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                        .where(PUBLICATION.HELD_UNTIL.gt(now))
                        .and(LISTING.SKU_ID.in(DSL.select(LISTING.as("sold").SKU_ID)
                                .from(LISTING.as("sold"))
                                .where(LISTING.as("sold").STOREFRONT_ID.eq(storefront.value()))
                                .and(LISTING.as("sold").SKU_ID.eq(LISTING.SKU_ID)))));
    }

    @Override
    public boolean accept(PageRead read, Instant now) {
        return database.inTransaction(tx -> {
            FeedCursorRecord row = tx.selectFrom(FEED_CURSOR)
                    .where(is(read.feed()))
                    .forUpdate()
                    .fetchSingle();
            if (row.getVersion() != read.cursorVersion()) {
                return false;
            }
            inbox.put(tx, read.feed(), read.page().records(), newsSince(row), now);
            boolean more = new WindowPass(tx, row, read, windows, attention, now).advance();
            noteClock(row, read);
            row.setReadAt(now);
            row.setVersion(row.getVersion() + 1);
            if (row.getFailures() > 0) {
                attention.resolve(tx, subject(read.feed()));
            }
            row.setFailures(0);
            row.setErrorCode(null);
            row.setError(null);
            row.update();
            return more;
        });
    }

    /** Since when what comes now may be new. */
    private static Instant newsSince(FeedCursorRecord row) {
        return Objects.requireNonNullElse(row.getCompleteTo(), Instant.EPOCH.plusMillis(1));
    }

    @Override
    public void outOfReach(FeedId feed, long cursorVersion, Instant reach, Instant now) {
        database.transact(tx -> {
            FeedCursorRecord row =
                    tx.selectFrom(FEED_CURSOR).where(is(feed)).forUpdate().fetchSingle();
            if (row.getVersion() != cursorVersion) {
                return;
            }
            Instant from = FeedWindows.nextFrom(row);
            FeedWindows.lost(tx, new Ends(feed, from, reach), now);
            String cause = "the storefront no longer tells of what changed before " + reach + "; they were read up to "
                    + row.getWatermark();
            attention.raise(tx, FeedWindows.subject(feed), feed.storefront().value(), OUT_OF_REACH, cause);
            WindowPass.close(tx, row, feed);
            row.setPasses(0);
            row.setWindowFrom(null);
            row.setWindowTo(null);
            row.setNextFrom(from.isBefore(reach) ? reach : from);
            row.setVersion(row.getVersion() + 1);
            row.update();
        });
    }

    /** The storefront's clock was read somewhere between asking and answer, and its instants are cut down to its grain. */
    private static void noteClock(FeedCursorRecord row, PageRead read) {
        Duration trip = Duration.between(read.askedAt(), read.answeredAt());
        Instant middle = read.askedAt().plus(trip.dividedBy(2));
        Duration grain = read.page().clockGrain();
        row.setClockAheadMillis(
                Duration.between(middle, read.page().storefrontNow()).toMillis());
        row.setClockErrorMillis(trip.toMillis() / 2 + 1 + grain.toMillis());
    }

    @Override
    public void heard(StorefrontId storefront, RawRecord record, Instant now) {
        database.transact(tx -> {
            Instant newsSince = tx.selectFrom(FEED_CURSOR)
                    .where(is(FeedId.orders(storefront)))
                    .fetchOptional()
                    .map(OrderFeedStore::newsSince)
                    .orElse(now);
            inbox.put(tx, storefront, ORDERS, List.of(record), newsSince, now);
        });
    }

    @Override
    public void failed(FeedId feed, ErrorCode code, String message, Instant now) {
        String shortMessage = message.length() <= 1000 ? message : message.substring(0, 1000);
        database.transact(tx -> {
            tx.update(FEED_CURSOR)
                    .set(FEED_CURSOR.FAILURES, FEED_CURSOR.FAILURES.plus(1))
                    .set(FEED_CURSOR.ERROR_CODE, code.value())
                    .set(FEED_CURSOR.ERROR, shortMessage)
                    .where(is(feed))
                    .execute();
            Integer failures = tx.select(FEED_CURSOR.FAILURES)
                    .from(FEED_CURSOR)
                    .where(is(feed))
                    .fetchOne(FEED_CURSOR.FAILURES);
            if (Objects.requireNonNullElse(failures, 0) >= PATIENCE) {
                attention.raise(tx, subject(feed), feed.storefront().value(), code, shortMessage);
            }
        });
    }

    private static String subject(FeedId feed) {
        return "feed/" + feed;
    }

    private static Condition is(FeedId feed) {
        return FEED_CURSOR
                .STOREFRONT_ID
                .eq(feed.storefront().value())
                .and(FEED_CURSOR.FEED.eq(feed.kind().id()));
    }
}
