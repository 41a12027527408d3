package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.FEED_WINDOW;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import io.entrepot.database.schema.tables.records.FeedWindowRecord;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.FeedId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps what was counted in each window of a feed, and which windows are not complete. */
public final class FeedWindows {

    private static final String WHOLE = "whole";
    private static final String HELD = "held";
    private static final String LOST = "lost";
    private static final String ACCEPTED = "accepted";
    private static final Duration SHORT = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int LONGEST_WAIT_MINUTES = 60;

    private final Database database;
    private final Attention attention;

    /** Made once per process. */
    public FeedWindows(Database database, Attention attention) {
        this.database = database;
        this.attention = attention;
    }

    /**
     * A window of a feed, or all short ones that ended within an hour.
     *
     * @param windows how many; they overlap, so that a record may be counted in two
     * @param theirs records by the storefront's count, or null where it gives none
     * @param ours distinct records that were read
     * @param recounts how often it was read again because the two differed
     * @param state whole, held, lost or accepted
     * @param retryAt when a held one is read again
     */
    public record CountedWindow(
            long id,
            String storefront,
            Instant from,
            Instant to,
            int windows,
            @Nullable Long theirs,
            long ours,
            int recounts,
            String state,
            @Nullable Instant retryAt) {}

    /** One window by its ends, on the storefront's clock. */
    record Ends(FeedId id, Instant from, Instant to) {
        Condition here() {
            return isOf(id).and(FEED_WINDOW.WINDOW_FROM.eq(from)).and(FEED_WINDOW.WINDOW_TO.eq(to));
        }

        /** Short windows are added up. */
        Ends row() {
            Instant hour = to.truncatedTo(ChronoUnit.HOURS);
            return Duration.between(from, to).compareTo(SHORT) < 0 ? new Ends(id, hour, hour.plus(SHORT)) : this;
        }
    }

    /** What was counted. */
    record Counts(OptionalInt theirs, int ours, int recounts) {
        @Nullable
        Long their() {
            return theirs.isPresent() ? Long.valueOf(theirs.getAsInt()) : null;
        }
    }

    /** The windows that are not complete, then the newest others; at most {@code most}. */
    public List<CountedWindow> of(FeedId feed, int most) {
        var incomplete = DSL.when(FEED_WINDOW.STATE.in(HELD, LOST), 0).otherwise(1);
        return database.queries()
                .selectFrom(FEED_WINDOW)
                .where(isOf(feed))
                .orderBy(incomplete, FEED_WINDOW.WINDOW_TO.desc())
                .limit(most)
                .fetch(FeedWindows::counted);
    }

    /**
     * A person says that what is missing in a window is home by other ways, or does not matter: the feed counts as complete
     * there. Empty when there is no such window that is not complete.
     */
    public Optional<CountedWindow> accept(FeedId feed, long id) {
        return database.inTransaction(tx -> {
            FeedCursorRecord cursor = tx.selectFrom(FEED_CURSOR)
                    .where(FEED_CURSOR.STOREFRONT_ID.eq(feed.storefront().value()))
                    .and(FEED_CURSOR.FEED.eq(feed.kind().id()))
                    .forUpdate()
                    .fetchOne();
            int accepted = tx.update(FEED_WINDOW)
                    .set(FEED_WINDOW.STATE, ACCEPTED)
                    .setNull(FEED_WINDOW.RETRY_AT)
                    .where(isOf(feed))
                    .and(FEED_WINDOW.ID.eq(id))
                    .and(FEED_WINDOW.STATE.in(HELD, LOST))
                    .execute();
            if (cursor == null || accepted == 0) {
                return Optional.empty();
            }
            advance(tx, cursor, nextFrom(cursor));
            cursor.update();
            return tx.selectFrom(FEED_WINDOW)
                    .where(FEED_WINDOW.ID.eq(id))
                    .fetchOptional()
                    .map(FeedWindows::counted);
        });
    }

    /** Where the next window begins. */
    static Instant nextFrom(FeedCursorRecord cursor) {
        return Objects.requireNonNullElse(cursor.getNextFrom(), cursor.getWatermark());
    }

    /** The next window begins there; the feed is complete up to there, or up to the first window that is not. */
    void advance(DSLContext tx, FeedCursorRecord cursor, Instant nextFrom) {
        FeedId feed = id(cursor);
        Instant next = later(nextFrom, nextFrom(cursor));
        boolean wasIncomplete = cursor.getNextFrom() != null;
        Instant first = wasIncomplete ? firstIncomplete(tx, feed) : null;
        Instant complete = first != null && first.isBefore(next) ? first : next;
        cursor.setWatermark(later(complete, cursor.getWatermark()));
        cursor.setNextFrom(first == null ? null : next);
        if (wasIncomplete && first == null) {
            attention.resolve(tx, subject(feed));
        }
    }

    private static @Nullable Instant firstIncomplete(DSLContext tx, FeedId feed) {
        return tx.select(DSL.min(FEED_WINDOW.WINDOW_FROM))
                .from(FEED_WINDOW)
                .where(isOf(feed))
                .and(FEED_WINDOW.STATE.in(HELD, LOST))
                .fetchSingle()
                .value1();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The held window that has waited longest and is to be read again now. */
    static Optional<Ends> due(DSLContext tx, FeedId feed, Instant now) {
        return tx.selectFrom(FEED_WINDOW)
                .where(isOf(feed))
                .and(FEED_WINDOW.STATE.eq(HELD))
                .and(FEED_WINDOW.RETRY_AT.le(now))
                .orderBy(FEED_WINDOW.RETRY_AT)
                .limit(1)
                .fetchOptional()
                .map(row -> new Ends(feed, row.getWindowFrom(), row.getWindowTo()));
    }

    static boolean isHeld(DSLContext tx, Ends ends) {
        return tx.fetchExists(FEED_WINDOW, ends.here().and(FEED_WINDOW.STATE.eq(HELD)));
    }

    /** Its counts agree at last. */
    static void heldIsWhole(DSLContext tx, Ends ends, Counts counts, Instant now) {
        tx.update(FEED_WINDOW)
                .set(FEED_WINDOW.STATE, WHOLE)
                .set(FEED_WINDOW.THEIRS, counts.their())
                .set(FEED_WINDOW.OURS, (long) counts.ours())
                .set(FEED_WINDOW.RECOUNTS, FEED_WINDOW.RECOUNTS.plus(counts.recounts()))
                .setNull(FEED_WINDOW.RETRY_AT)
                .set(FEED_WINDOW.CLOSED_AT, now)
                .where(ends.here())
                .execute();
    }

    /** Its counts agree. A short one in which there was nothing is not kept. */
    static void whole(DSLContext tx, Ends ends, Counts counts, Instant now) {
        Ends row = ends.row();
        if (counts.ours() == 0 && counts.recounts() == 0 && !row.equals(ends)) {
            return;
        }
        int added = tx.update(FEED_WINDOW)
                .set(FEED_WINDOW.WINDOWS, FEED_WINDOW.WINDOWS.plus(1))
                .set(FEED_WINDOW.THEIRS, FEED_WINDOW.THEIRS.plus(counts.their()))
                .set(FEED_WINDOW.OURS, FEED_WINDOW.OURS.plus((long) counts.ours()))
                .set(FEED_WINDOW.RECOUNTS, FEED_WINDOW.RECOUNTS.plus(counts.recounts()))
                .set(FEED_WINDOW.CLOSED_AT, now)
                .where(row.here())
                .and(FEED_WINDOW.STATE.eq(WHOLE))
                .execute();
        if (added == 0) {
            insert(tx, row, counts, WHOLE, null, now);
            tx.deleteFrom(FEED_WINDOW)
                    .where(isOf(ends.id()))
                    .and(FEED_WINDOW.STATE.in(WHOLE, ACCEPTED))
                    .and(FEED_WINDOW.CLOSED_AT.lt(now.minus(KEPT)))
                    .execute();
        }
    }

    /** Its counts disagree: it is read again after as many minutes as it was read in vain, at most an hour. */
    static void hold(DSLContext tx, Ends ends, Counts counts, Instant now) {
        Integer before = tx.select(FEED_WINDOW.RECOUNTS)
                .from(FEED_WINDOW)
                .where(ends.here())
                .fetchOne(FEED_WINDOW.RECOUNTS);
        int recounts = Objects.requireNonNullElse(before, 0) + counts.recounts();
        Instant retryAt = now.plus(Duration.ofMinutes(Math.min(recounts, LONGEST_WAIT_MINUTES)));
        Counts all = new Counts(counts.theirs(), counts.ours(), recounts);
        tx.deleteFrom(FEED_WINDOW).where(ends.here()).execute();
        insert(tx, ends, all, HELD, retryAt, now);
    }

    /** The channel does not tell of it any more. */
    static void lost(DSLContext tx, Ends ends, Instant now) {
        tx.update(FEED_WINDOW)
                .set(FEED_WINDOW.STATE, LOST)
                .setNull(FEED_WINDOW.RETRY_AT)
                .where(isOf(ends.id()))
                .and(FEED_WINDOW.STATE.eq(HELD))
                .and(FEED_WINDOW.WINDOW_FROM.lt(ends.to()))
                .execute();
        if (ends.from().isBefore(ends.to())) {
            insert(tx, ends, new Counts(OptionalInt.empty(), 0, 0), LOST, null, now);
        }
    }

    private static void insert(
            DSLContext tx, Ends ends, Counts counts, String state, @Nullable Instant retryAt, Instant now) {
        tx.insertInto(FEED_WINDOW)
                .set(FEED_WINDOW.STOREFRONT_ID, ends.id().storefront().value())
                .set(FEED_WINDOW.FEED, ends.id().kind().id())
                .set(FEED_WINDOW.WINDOW_FROM, ends.from())
                .set(FEED_WINDOW.WINDOW_TO, ends.to())
                .set(FEED_WINDOW.WINDOWS, 1)
                .set(FEED_WINDOW.THEIRS, counts.their())
                .set(FEED_WINDOW.OURS, (long) counts.ours())
                .set(FEED_WINDOW.RECOUNTS, counts.recounts())
                .set(FEED_WINDOW.STATE, state)
                .set(FEED_WINDOW.RETRY_AT, retryAt)
                .set(FEED_WINDOW.CLOSED_AT, now)
                .execute();
    }

    /** What the attention item about a feed's incomplete windows is about. */
    static String subject(FeedId feed) {
        return "feed/" + feed + "/windows";
    }

    private static FeedId id(FeedCursorRecord cursor) {
        FeedId.Kind kind = FeedId.Kind.of(cursor.getFeed()).orElseThrow();
        return new FeedId(new StorefrontId(cursor.getStorefrontId()), kind);
    }

    private static Condition isOf(FeedId feed) {
        return FEED_WINDOW
                .STOREFRONT_ID
                .eq(feed.storefront().value())
                .and(FEED_WINDOW.FEED.eq(feed.kind().id()));
    }

    private static CountedWindow counted(FeedWindowRecord row) {
        return new CountedWindow(
                row.getId(),
                row.getStorefrontId(),
                row.getWindowFrom(),
                row.getWindowTo(),
                row.getWindows(),
                row.getTheirs(),
                row.getOurs(),
                row.getRecounts(),
                row.getState(),
                row.getRetryAt());
    }
}
