package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.INBOX;

import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.InboxRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.FeedId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Raw records as storefronts gave them, sealed; each distinct text of a record once. */
public final class Inbox {

    static final String NEW = "new";
    static final String DONE = "done";
    private static final String PARKED = "parked";

    /** What has waited for so long is told to a person. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Database database;
    private final Sealed sealed;
    private final Attention attention;

    /** Made once per process. */
    public Inbox(Database database, Sealed sealed, Attention attention) {
        this.database = database;
        this.sealed = sealed;
        this.attention = attention;
    }

    /**
     * Adds records inside another's transaction; a text that is there already is left alone.
     *
     * @param newsSince what they tell that was not heard before happened then or later, on the storefront's clock
     */
    void put(
            DSLContext tx,
            StorefrontId storefront,
            String feed,
            List<RawRecord> records,
            Instant newsSince,
            Instant now) {
        Statements.run(
                tx,
                records.stream()
                        .map(record -> tx.insertInto(INBOX)
                                .set(INBOX.STOREFRONT_ID, storefront.value())
                                .set(INBOX.FEED, feed)
                                .set(INBOX.RECORD_ID, record.id())
                                .set(INBOX.DIGEST, digest(record.payload()))
                                .set(INBOX.PAYLOAD, sealed.seal(record.payload()))
                                .set(INBOX.STATE, NEW)
                                .set(INBOX.RECEIVED_AT, now)
                                .set(INBOX.DUE_AT, now)
                                .set(INBOX.NEWS_FROM, newsSince)
                                .onConflict(INBOX.STOREFRONT_ID, INBOX.FEED, INBOX.RECORD_ID, INBOX.DIGEST)
                                .doNothing())
                        .toList());
    }

    /** What a page of a feed had. Stock waits for what orders tell, and for nothing else. */
    void put(DSLContext tx, FeedId feed, List<RawRecord> records, Instant newsSince, Instant now) {
        boolean orders = feed.kind() == FeedId.Kind.ORDERS;
        put(tx, feed.storefront(), feed.kind().id(), records, orders ? newsSince : Instant.EPOCH, now);
    }

    /** Locks the next due records for this transaction; others skip them. */
    List<InboxRecord> next(DSLContext tx, int most, Instant now) {
        return tx.selectFrom(INBOX)
                .where(INBOX.DUE_AT.between(Instant.EPOCH, now))
                .orderBy(database.lockingOrder(INBOX.DUE_AT, INBOX.ID))
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch();
    }

    String payload(InboxRecord row) {
        return sealed.open(row.getPayload());
    }

    void done(DSLContext tx, InboxRecord row, Instant now) {
        tx.update(INBOX)
                .set(INBOX.STATE, DONE)
                .setNull(INBOX.DUE_AT)
                .setNull(INBOX.NEWS_FROM)
                .set(INBOX.PROCESSED_AT, now)
                .where(INBOX.ID.eq(row.getId()))
                .execute();
        if (row.getFailures() > 0 || row.getReceivedAt().plus(LONG).isBefore(now)) {
            attention.resolve(tx, subject(row.getId()));
        }
    }

    /**
     * Sets a record aside with its payload, and tells a person.
     *
     * @param again when it is looked at once more all the same; null for not before a person says so
     */
    void park(DSLContext tx, InboxRecord row, ErrorCode code, String problem, @Nullable Instant again) {
        tx.update(INBOX)
                .set(INBOX.STATE, PARKED)
                .set(INBOX.DUE_AT, again)
                .set(INBOX.NEWS_FROM, again == null ? null : row.getNewsFrom())
                .set(INBOX.FAILURES, INBOX.FAILURES.plus(1))
                .set(INBOX.ERROR_CODE, code.value())
                .set(INBOX.ERROR, problem.length() <= 1000 ? problem : problem.substring(0, 1000))
                .where(INBOX.ID.eq(row.getId()))
                .execute();
        tell(tx, row, code, problem);
    }

    /**
     * Parked records of the same order need nobody any more, now that this one has taken effect: those that were there before the
     * order was asked for by itself. What came on a page, or was sent by the storefront, may be older than a record that is
     * still to be asked for, however late it came.
     */
    void supersede(DSLContext tx, InboxRecord row, Instant now) {
        boolean asked = row.getFeed().equals(OrderIntake.DETAIL);
        List<Long> parked = tx.select(INBOX.ID)
                .from(INBOX)
                .where(INBOX.STOREFRONT_ID.eq(row.getStorefrontId()))
                .and(tellsAlike(row))
                .and(INBOX.RECORD_ID.eq(row.getRecordId()))
                .and(INBOX.STATE.eq(PARKED))
                .and(INBOX.RECEIVED_AT.le(row.getReceivedAt()))
                .and(asked ? DSL.noCondition() : INBOX.DUE_AT.isNull())
                .fetch(INBOX.ID);
        for (Long id : parked) {
            tx.update(INBOX)
                    .set(INBOX.STATE, DONE)
                    .setNull(INBOX.DUE_AT)
                    .setNull(INBOX.NEWS_FROM)
                    .set(INBOX.PROCESSED_AT, now)
                    .where(INBOX.ID.eq(id))
                    .execute();
            attention.resolve(tx, subject(id));
        }
    }

    /** What tells of an order comes by a page or by itself. */
    private static Condition tellsAlike(InboxRecord row) {
        List<String> ofOrders = List.of(OrderFeedStore.ORDERS, OrderIntake.DETAIL);
        return ofOrders.contains(row.getFeed()) ? INBOX.FEED.in(ofOrders) : INBOX.FEED.eq(row.getFeed());
    }

    /** Lets records take effect once more, which changes nothing but makes what is parked of them superfluous. */
    void again(DSLContext tx, StorefrontId storefront, String feed, String recordId, Instant now) {
        tx.update(INBOX)
                .set(INBOX.STATE, NEW)
                .set(INBOX.RECEIVED_AT, now)
                .set(INBOX.DUE_AT, now)
                .where(INBOX.STOREFRONT_ID.eq(storefront.value()))
                .and(INBOX.FEED.eq(feed))
                .and(INBOX.RECORD_ID.eq(recordId))
                .and(INBOX.STATE.eq(DONE))
                .and(INBOX.ERROR_CODE.isNull())
                .execute();
    }

    void later(DSLContext tx, InboxRecord row, Instant dueAt, ErrorCode code, String problem) {
        tx.update(INBOX)
                .set(INBOX.DUE_AT, dueAt)
                .set(INBOX.FAILURES, INBOX.FAILURES.plus(1))
                .set(INBOX.ERROR_CODE, code.value())
                .set(INBOX.ERROR, problem.length() <= 1000 ? problem : problem.substring(0, 1000))
                .where(INBOX.ID.eq(row.getId()))
                .execute();
    }

    /** Its order could not be asked for, which does not count as a failure; if this lasts a person is told, and it goes on. */
    void unanswered(DSLContext tx, InboxRecord row, Instant dueAt, ErrorCode code, String problem, Instant now) {
        tx.update(INBOX)
                .set(INBOX.DUE_AT, dueAt)
                .set(INBOX.FAILURES, row.getFailures())
                .where(INBOX.ID.eq(row.getId()))
                .execute();
        if (row.getReceivedAt().plus(LONG).isBefore(now)) {
            tell(tx, row, code, problem);
        }
    }

    private void tell(DSLContext tx, InboxRecord row, ErrorCode code, String problem) {
        String cause = "record '" + row.getRecordId() + "' of " + row.getStorefrontId() + ": " + problem;
        attention.raise(tx, subject(row.getId()), row.getStorefrontId(), code, cause);
    }

    /** Makes a parked record due again. Returns whether there was one. */
    public boolean replay(long id, Instant now) {
        return database.inTransaction(tx -> tx.update(INBOX)
                        .set(INBOX.STATE, NEW)
                        .set(INBOX.DUE_AT, now)
                        .where(INBOX.ID.eq(id))
                        .and(INBOX.STATE.eq(PARKED))
                        .execute())
                > 0;
    }

    /** Makes every record of one order due again, so that its newest revision is applied anew. Returns how many there are. */
    public int replay(StorefrontId storefront, String orderNo, Instant now) {
        return database.inTransaction(tx -> tx.update(INBOX)
                .set(INBOX.STATE, NEW)
                .set(INBOX.DUE_AT, now)
                .where(INBOX.STOREFRONT_ID.eq(storefront.value()))
                .and(INBOX.FEED.in(OrderFeedStore.ORDERS, OrderIntake.DETAIL))
                .and(INBOX.RECORD_ID.eq(orderNo))
                .execute());
    }

    /** The raw text of one record, for a person who looks into a parked one. */
    public Optional<String> payload(long id) {
        return database.queries()
                .selectFrom(INBOX)
                .where(INBOX.ID.eq(id))
                .fetchOptional()
                .map(this::payload);
    }

    /** How many records wait, and since when. */
    public Backlog backlog(Instant now) {
        var row = database.queries()
                .select(DSL.count(), DSL.min(INBOX.DUE_AT))
                .from(INBOX)
                .where(INBOX.DUE_AT.ge(Instant.EPOCH))
                .fetchSingle();
        Instant oldest = row.value2();
        return new Backlog(row.value1(), oldest == null ? Duration.ZERO : Duration.between(oldest, now));
    }

    /** What waits in the inbox. */
    public record Backlog(int records, Duration oldest) {}

    private static String subject(long id) {
        return "inbox/" + id;
    }

    private static String digest(String payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
