package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.FEED_WINDOW_RECORD;

import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.order.FeedWindows.Counts;
import io.entrepot.store.order.FeedWindows.Ends;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What one page means for the window that is being read: a window is passed when it was read whole in one steady pass. */
final class WindowPass {

    private static final ErrorCode DISAGREES = new ErrorCode("ENT-4003");

    /** After so many vain passes in a row a person is told. */
    private static final int PATIENCE = 5;

    private final DSLContext tx;
    private final FeedCursorRecord row;
    private final PageRead read;
    private final FeedWindows windows;
    private final Attention attention;
    private final Instant now;

    /**
     * @param row the feed's cursor, locked; what becomes of it is set in it, and not stored
     */
    WindowPass(
            DSLContext tx, FeedCursorRecord row, PageRead read, FeedWindows windows, Attention attention, Instant now) {
        this.tx = tx;
        this.row = row;
        this.read = read;
        this.windows = windows;
        this.attention = attention;
        this.now = now;
    }

    /**
     * Takes the page into account: the window is read on, is read again, is set aside, or is passed.
     *
     * @return whether there is more to read at once
     */
    boolean advance() {
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
            return readAgain(countWith(), why);
        }
        if (!last) {
            remember(first);
            row.setWindowFrom(read.windowFrom());
            row.setWindowTo(first ? endOfPages() : read.windowTo());
            row.setPageToken(page.nextToken());
            row.setWindowTotal(total.isPresent() ? total.getAsInt() : null);
            return true;
        }
        int distinct = first ? ids(page).size() : countWith();
        if (total.isPresent() && total.getAsInt() != distinct) {
            String why = "it counts " + total.getAsInt() + " records and gave " + distinct;
            return readAgain(distinct, why);
        }
        return pass(distinct);
    }

    private boolean pass(int distinct) {
        Ends ends = ends();
        boolean wasHeld = isHeld(ends);
        Counts counts = new Counts(read.page().windowTotal(), distinct, row.getPasses());
        if (wasHeld) {
            FeedWindows.heldIsWhole(tx, ends, counts, now);
        } else {
            FeedWindows.whole(tx, ends, counts, now);
        }
        row.setPasses(0);
        close(tx, row, read.feed());
        row.setWindowFrom(null);
        row.setWindowTo(null);
        windows.advance(tx, row, wasHeld ? FeedWindows.nextFrom(row) : reached());
        if (!wasHeld) {
            complete(caughtUp());
        }
        return !caughtUp() || openHeld();
    }

    /**
     * An order that was placed long before, and changes while a window is read, leaves that window; whoever reads the next one
     * up to the present sees it there. A window of the past tells nothing of orders that have changed since.
     */
    private void complete(boolean reachesPresent) {
        Instant before = row.getPresentTo();
        if (reachesPresent && before != null) {
            row.setCompleteTo(before);
        }
        row.setPresentTo(reachesPresent ? row.getWatermark() : null);
    }

    /** Once all else has been read, a window that is held is read again. */
    private boolean openHeld() {
        if (row.getNextFrom() == null) {
            return false;
        }
        Ends due = FeedWindows.due(tx, read.feed(), now).orElse(null);
        if (due != null) {
            row.setWindowFrom(due.from());
            row.setWindowTo(due.to());
        }
        return due != null;
    }

    private boolean isHeld(Ends ends) {
        return row.getNextFrom() != null && FeedWindows.isHeld(tx, ends);
    }

    private boolean caughtUp() {
        return !read.windowTo().isBefore(read.page().storefrontNow().minus(Duration.ofSeconds(1)));
    }

    /** What changes while the pages are read must leave the window, which a window that ends later does not let it do. */
    private Instant endOfPages() {
        Instant theirNow = read.page().storefrontNow().plus(read.page().clockGrain());
        return read.windowTo().isBefore(theirNow) ? read.windowTo() : theirNow;
    }

    private Instant reached() {
        Instant theirNow = read.page().storefrontNow();
        Instant end = read.windowTo().isBefore(theirNow) ? read.windowTo() : theirNow;
        return end.minus(read.overlap());
    }

    private Ends ends() {
        return new Ends(read.feed(), read.windowFrom(), read.windowTo());
    }

    /**
     * The window stays open and is read once more from its first page; what it gave is in the inbox already. After so many vain
     * passes it is set aside, and those after it are read: the watermark stays before it.
     */
    private boolean readAgain(int distinct, String why) {
        Ends ends = ends();
        boolean held = isHeld(ends);
        row.setPasses(row.getPasses() + 1);
        close(tx, row, read.feed());
        if (row.getPasses() < PATIENCE && !held) {
            row.setWindowFrom(read.windowFrom());
            row.setWindowTo(read.windowTo());
            return true;
        }
        FeedWindows.hold(tx, ends, new Counts(read.page().windowTotal(), distinct, row.getPasses()), now);
        String cause =
                "what changed from " + read.windowFrom() + " to " + read.windowTo() + " cannot be read whole: " + why;
        attention.raise(tx, FeedWindows.subject(read.feed()), read.storefront().value(), DISAGREES, cause);
        row.setPasses(0);
        row.setWindowFrom(null);
        row.setWindowTo(null);
        Instant reached = reached();
        Instant next = FeedWindows.nextFrom(row);
        row.setNextFrom(held || reached.isBefore(next) ? next : reached);
        return !held && !caughtUp();
    }

    /** Forgets how far a window was read. */
    static void close(DSLContext tx, FeedCursorRecord row, FeedId feed) {
        if (row.getPageToken() == null) {
            return; // One page was all of it: nothing was remembered.
        }
        row.setPageToken(null);
        row.setWindowTotal(null);
        tx.deleteFrom(FEED_WINDOW_RECORD).where(isOf(feed)).execute();
    }

    private void remember(boolean first) {
        if (first) {
            tx.deleteFrom(FEED_WINDOW_RECORD).where(isOf(read.feed())).execute();
        }
        Statements.run(
                tx,
                ids(read.page()).stream()
                        .map(id -> tx.insertInto(FEED_WINDOW_RECORD)
                                .set(
                                        FEED_WINDOW_RECORD.STOREFRONT_ID,
                                        read.storefront().value())
                                .set(FEED_WINDOW_RECORD.FEED, read.feed().kind().id())
                                .set(FEED_WINDOW_RECORD.RECORD_ID, id)
                                .onDuplicateKeyIgnore())
                        .toList());
    }

    private int countWith() {
        remember(false);
        return tx.fetchCount(FEED_WINDOW_RECORD, isOf(read.feed()));
    }

    private static Condition isOf(FeedId feed) {
        return FEED_WINDOW_RECORD
                .STOREFRONT_ID
                .eq(feed.storefront().value())
                .and(FEED_WINDOW_RECORD.FEED.eq(feed.kind().id()));
    }

    private static Set<String> ids(FeedPage page) {
        return page.records().stream().map(RawRecord::id).collect(Collectors.toSet());
    }
}
