package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.FEED_WINDOW_RECORD;

import io.entrepot.channel.spi.OrderSource.FeedPage;
import io.entrepot.channel.spi.OrderSource.RawRecord;
import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.order.FeedWindows.Counts;
import io.entrepot.store.order.FeedWindows.Ends;
import io.entrepot.sync.FeedStore;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Keeps order feeds' cursors, and moves them only together with the inbox. */
public final class OrderFeedStore implements FeedStore {

    static final String ORDERS = "orders";

    private static final ErrorCode DISAGREES = new ErrorCode("ENT-4003");
    private static final ErrorCode OUT_OF_REACH = new ErrorCode("ENT-4020");

    /** After so many vain passes or failed reads in a row a person is told. */
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
    public Cursor cursor(StorefrontId storefront, Instant start) {
        FeedCursorRecord row =
                database.queries().selectFrom(FEED_CURSOR).where(is(storefront)).fetchOne();
        if (row == null) {
            database.transact(tx -> tx.insertInto(FEED_CURSOR)
                    .set(FEED_CURSOR.STOREFRONT_ID, storefront.value())
                    .set(FEED_CURSOR.FEED, ORDERS)
                    .set(FEED_CURSOR.WATERMARK, start)
                    .onDuplicateKeyIgnore()
                    .execute());
            return cursor(storefront, start);
        }
        return new Cursor(
                row.getVersion(),
                FeedWindows.nextFrom(row),
                row.getWindowFrom(),
                row.getWindowTo(),
                row.getPageToken(),
                Duration.ofMillis(row.getClockAheadMillis()),
                row.getFailures());
    }

    @Override
    public boolean accept(PageRead read, Instant now) {
        return database.inTransaction(tx -> {
            FeedCursorRecord row = tx.selectFrom(FEED_CURSOR)
                    .where(is(read.storefront()))
                    .forUpdate()
                    .fetchSingle();
            if (row.getVersion() != read.cursorVersion()) {
                return false;
            }
            inbox.put(tx, read.storefront(), ORDERS, read.page().records(), newsSince(row), now);
            boolean more = advance(tx, row, read, now);
            noteClock(row, read);
            row.setReadAt(now);
            row.setVersion(row.getVersion() + 1);
            if (row.getFailures() > 0) {
                attention.resolve(tx, subject(read.storefront()));
            }
            row.setFailures(0);
            row.setErrorCode(null);
            row.setError(null);
            row.update();
            return more;
        });
    }

    private boolean advance(DSLContext tx, FeedCursorRecord row, PageRead read, Instant now) {
        FeedPage page = read.page();
        boolean first = row.getPageToken() == null;
        boolean last = page.nextToken() == null;
        OptionalInt total = page.windowTotal();
        boolean steady = first
                || row.getWindowTotal() == null
                || (total.isPresent() && total.getAsInt() == row.getWindowTotal());
        if (!steady) {
            String why = "its count changed from " + row.getWindowTotal() + " to "
                    + (total.isPresent() ? String.valueOf(total.getAsInt()) : "none");
            return readAgain(tx, row, read, countWith(tx, read), why, now);
        }
        if (!last) {
            remember(tx, read, first);
            row.setWindowFrom(read.windowFrom());
            row.setWindowTo(first ? endOfPages(read) : read.windowTo());
            row.setPageToken(page.nextToken());
            row.setWindowTotal(total.isPresent() ? total.getAsInt() : null);
            return true;
        }
        int distinct = first ? ids(page).size() : countWith(tx, read);
        if (total.isPresent() && total.getAsInt() != distinct) {
            String why = "it counts " + total.getAsInt() + " records and gave " + distinct;
            return readAgain(tx, row, read, distinct, why, now);
        }
        return pass(tx, row, read, distinct, now);
    }

    private boolean pass(DSLContext tx, FeedCursorRecord row, PageRead read, int distinct, Instant now) {
        Ends ends = ends(read);
        boolean wasHeld = isHeld(tx, row, ends);
        Counts counts = new Counts(read.page().windowTotal(), distinct, row.getPasses());
        if (wasHeld) {
            FeedWindows.heldIsWhole(tx, ends, counts, now);
        } else {
            FeedWindows.whole(tx, ends, counts, now);
        }
        row.setPasses(0);
        closeWindow(tx, row, read.storefront());
        row.setWindowFrom(null);
        row.setWindowTo(null);
        windows.advance(tx, row, wasHeld ? FeedWindows.nextFrom(row) : reached(read));
        if (!wasHeld) {
            complete(row, caughtUp(read));
        }
        return !caughtUp(read) || openHeld(tx, row, read.storefront(), now);
    }

    /**
     * An order that was placed long before, and changes while a window is read, leaves that window; whoever reads the next one
     * up to the present sees it there. A window of the past tells nothing of orders that have changed since.
     */
    private static void complete(FeedCursorRecord row, boolean reachesPresent) {
        Instant before = row.getPresentTo();
        if (reachesPresent && before != null) {
            row.setCompleteTo(before);
        }
        row.setPresentTo(reachesPresent ? row.getWatermark() : null);
    }

    /** Since when what comes now may be new. */
    private static Instant newsSince(FeedCursorRecord row) {
        return Objects.requireNonNullElse(row.getCompleteTo(), Instant.EPOCH.plusMillis(1));
    }

    /** Once all else has been read, a window that is held is read again. */
    private static boolean openHeld(DSLContext tx, FeedCursorRecord row, StorefrontId storefront, Instant now) {
        if (row.getNextFrom() == null) {
            return false;
        }
        Ends due = FeedWindows.due(tx, storefront, now).orElse(null);
        if (due != null) {
            row.setWindowFrom(due.from());
            row.setWindowTo(due.to());
        }
        return due != null;
    }

    private static boolean isHeld(DSLContext tx, FeedCursorRecord row, Ends ends) {
        return row.getNextFrom() != null && FeedWindows.isHeld(tx, ends);
    }

    private static boolean caughtUp(PageRead read) {
        return !read.windowTo().isBefore(read.page().storefrontNow().minus(Duration.ofSeconds(1)));
    }

    /** What changes while the pages are read must leave the window, which a window that ends later does not let it do. */
    private static Instant endOfPages(PageRead read) {
        Instant theirNow = read.page().storefrontNow().plus(read.page().clockGrain());
        return read.windowTo().isBefore(theirNow) ? read.windowTo() : theirNow;
    }

    private static Instant reached(PageRead read) {
        Instant theirNow = read.page().storefrontNow();
        Instant end = read.windowTo().isBefore(theirNow) ? read.windowTo() : theirNow;
        return end.minus(read.overlap());
    }

    private static Ends ends(PageRead read) {
        return new Ends(read.storefront(), read.windowFrom(), read.windowTo());
    }

    /**
     * The window stays open and is read once more from its first page; what it gave is in the inbox already. After so many vain
     * passes it is set aside, and those after it are read: the watermark stays before it.
     */
    private boolean readAgain(
            DSLContext tx, FeedCursorRecord row, PageRead read, int distinct, String why, Instant now) {
        Ends ends = ends(read);
        boolean held = isHeld(tx, row, ends);
        row.setPasses(row.getPasses() + 1);
        closeWindow(tx, row, read.storefront());
        if (row.getPasses() < PATIENCE && !held) {
            row.setWindowFrom(read.windowFrom());
            row.setWindowTo(read.windowTo());
            return true;
        }
        FeedWindows.hold(tx, ends, new Counts(read.page().windowTotal(), distinct, row.getPasses()), now);
        String cause =
                "orders changed from " + read.windowFrom() + " to " + read.windowTo() + " cannot be read whole: " + why;
        attention.raise(
                tx, FeedWindows.subject(read.storefront()), read.storefront().value(), DISAGREES, cause);
        row.setPasses(0);
        row.setWindowFrom(null);
        row.setWindowTo(null);
        Instant reached = reached(read);
        Instant next = FeedWindows.nextFrom(row);
        row.setNextFrom(held || reached.isBefore(next) ? next : reached);
        return !held && !caughtUp(read);
    }

    @Override
    public void outOfReach(StorefrontId storefront, long cursorVersion, Instant reach, Instant now) {
        database.transact(tx -> {
            FeedCursorRecord row =
                    tx.selectFrom(FEED_CURSOR).where(is(storefront)).forUpdate().fetchSingle();
            if (row.getVersion() != cursorVersion) {
                return;
            }
            Instant from = FeedWindows.nextFrom(row);
            FeedWindows.lost(tx, new Ends(storefront, from, reach), now);
            String cause = "the storefront no longer tells of orders changed before " + reach
                    + "; they were read up to " + row.getWatermark();
            attention.raise(tx, FeedWindows.subject(storefront), storefront.value(), OUT_OF_REACH, cause);
            closeWindow(tx, row, storefront);
            row.setPasses(0);
            row.setWindowFrom(null);
            row.setWindowTo(null);
            row.setNextFrom(from.isBefore(reach) ? reach : from);
            row.setVersion(row.getVersion() + 1);
            row.update();
        });
    }

    private static void closeWindow(DSLContext tx, FeedCursorRecord row, StorefrontId storefront) {
        if (row.getPageToken() == null) {
            return; // One page was all of it: nothing was remembered.
        }
        row.setPageToken(null);
        row.setWindowTotal(null);
        tx.deleteFrom(FEED_WINDOW_RECORD)
                .where(FEED_WINDOW_RECORD.STOREFRONT_ID.eq(storefront.value()))
                .and(FEED_WINDOW_RECORD.FEED.eq(ORDERS))
                .execute();
    }

    private static void remember(DSLContext tx, PageRead read, boolean first) {
        if (first) {
            tx.deleteFrom(FEED_WINDOW_RECORD)
                    .where(FEED_WINDOW_RECORD.STOREFRONT_ID.eq(read.storefront().value()))
                    .and(FEED_WINDOW_RECORD.FEED.eq(ORDERS))
                    .execute();
        }
        Statements.run(
                tx,
                ids(read.page()).stream()
                        .map(id -> tx.insertInto(FEED_WINDOW_RECORD)
                                .set(
                                        FEED_WINDOW_RECORD.STOREFRONT_ID,
                                        read.storefront().value())
                                .set(FEED_WINDOW_RECORD.FEED, ORDERS)
                                .set(FEED_WINDOW_RECORD.RECORD_ID, id)
                                .onDuplicateKeyIgnore())
                        .toList());
    }

    private static int countWith(DSLContext tx, PageRead read) {
        remember(tx, read, false);
        return tx.fetchCount(
                FEED_WINDOW_RECORD,
                FEED_WINDOW_RECORD.STOREFRONT_ID.eq(read.storefront().value()).and(FEED_WINDOW_RECORD.FEED.eq(ORDERS)));
    }

    private static Set<String> ids(FeedPage page) {
        return page.records().stream().map(RawRecord::id).collect(Collectors.toSet());
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
                    .where(is(storefront))
                    .fetchOptional()
                    .map(OrderFeedStore::newsSince)
                    .orElse(now);
            inbox.put(tx, storefront, ORDERS, List.of(record), newsSince, now);
        });
    }

    @Override
    public void failed(StorefrontId storefront, ErrorCode code, String message, Instant now) {
        String shortMessage = message.length() <= 1000 ? message : message.substring(0, 1000);
        database.transact(tx -> {
            tx.update(FEED_CURSOR)
                    .set(FEED_CURSOR.FAILURES, FEED_CURSOR.FAILURES.plus(1))
                    .set(FEED_CURSOR.ERROR_CODE, code.value())
                    .set(FEED_CURSOR.ERROR, shortMessage)
                    .where(is(storefront))
                    .execute();
            Integer failures = tx.select(FEED_CURSOR.FAILURES)
                    .from(FEED_CURSOR)
                    .where(is(storefront))
                    .fetchOne(FEED_CURSOR.FAILURES);
            if (Objects.requireNonNullElse(failures, 0) >= PATIENCE) {
                attention.raise(tx, subject(storefront), storefront.value(), code, shortMessage);
            }
        });
    }

    private static String subject(StorefrontId storefront) {
        return "feed/" + storefront + "/" + ORDERS;
    }

    private static Condition is(StorefrontId storefront) {
        return FEED_CURSOR.STOREFRONT_ID.eq(storefront.value()).and(FEED_CURSOR.FEED.eq(ORDERS));
    }
}
