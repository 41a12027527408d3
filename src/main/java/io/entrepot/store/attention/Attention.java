package io.entrepot.store.attention;

import static io.entrepot.database.schema.Tables.ATTENTION;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.AttentionRecord;
import io.entrepot.model.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps the attention list: one open item per kind of trouble and subject, however often it happens. */
public final class Attention {

    private static final String OPEN = "open";
    private static final String RESOLVED = "resolved";
    private static final String DISMISSED = "dismissed";

    private final Database database;
    private final Clock clock;
    private final Remedies remedies;

    /** Made once per process. */
    public Attention(Database database, Clock clock, Remedies remedies) {
        this.database = database;
        this.clock = clock;
        this.remedies = remedies;
    }

    /** Opens an item, or counts it once more; a dismissed one stays dismissed unless its cause has changed. */
    public void raise(DSLContext tx, String subject, @Nullable String storefront, ErrorCode code, String cause) {
        Instant now = clock.instant();
        String shortCause = cause.length() <= 1000 ? cause : cause.substring(0, 999) + "…";
        AttentionRecord row = tx.selectFrom(ATTENTION)
                .where(ATTENTION.CODE.eq(code.value()))
                .and(ATTENTION.SUBJECT.eq(subject))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            insert(tx, subject, storefront, code, shortCause, now);
            return;
        }
        boolean quiet = row.getState().equals(DISMISSED) && row.getCause().equals(shortCause);
        boolean opens = !quiet && !row.getState().equals(OPEN);
        tx.update(ATTENTION)
                .set(ATTENTION.STATE, quiet ? DISMISSED : OPEN)
                .set(ATTENTION.OPENING, row.getOpening() + (opens ? 1 : 0))
                .set(ATTENTION.OPENED_AT, opens ? now : row.getOpenedAt())
                .set(ATTENTION.CAUSE, shortCause)
                .set(ATTENTION.TIMES, row.getTimes() + 1)
                .set(ATTENTION.LAST_AT, now)
                .where(ATTENTION.ID.eq(row.getId()))
                .execute();
    }

    private void insert(
            DSLContext tx, String subject, @Nullable String storefront, ErrorCode code, String cause, Instant now) {
        try {
            tx.transaction(nested -> nested.dsl()
                    .insertInto(ATTENTION)
                    .set(ATTENTION.CODE, code.value())
                    .set(ATTENTION.SUBJECT, subject)
                    .set(ATTENTION.STOREFRONT_ID, storefront)
                    .set(ATTENTION.CAUSE, cause)
                    .set(ATTENTION.REMEDY, remedies.of(code))
                    .set(ATTENTION.STATE, OPEN)
                    .set(ATTENTION.FIRST_AT, now)
                    .set(ATTENTION.LAST_AT, now)
                    .execute());
        } catch (IntegrityConstraintViolationException e) {
            raise(tx, subject, storefront, code, cause);
        }
    }

    /** As {@link #raise(DSLContext, String, String, ErrorCode, String)}, in a transaction of its own. */
    public void raise(String subject, @Nullable String storefront, ErrorCode code, String cause) {
        database.transact(tx -> raise(tx, subject, storefront, code, cause));
    }

    /**
     * Makes the items of one kind on a storefront agree with what was found: opens or counts these, and closes the others.
     *
     * @param causes by subject
     */
    public void agree(DSLContext tx, String storefront, ErrorCode code, Map<String, String> causes) {
        tx
                .select(ATTENTION.SUBJECT)
                .from(ATTENTION)
                .where(ATTENTION.STOREFRONT_ID.eq(storefront))
                .and(ATTENTION.CODE.eq(code.value()))
                .and(ATTENTION.STATE.ne(RESOLVED))
                .fetch(ATTENTION.SUBJECT)
                .stream()
                .filter(subject -> !causes.containsKey(subject))
                .forEach(subject -> resolve(tx, subject));
        causes.forEach((subject, cause) -> raise(tx, subject, storefront, code, cause));
    }

    /** Closes all open items of a subject, because what was wrong with it is no longer. */
    public void resolve(DSLContext tx, String subject) {
        tx.update(ATTENTION)
                .set(ATTENTION.STATE, RESOLVED)
                .set(ATTENTION.LAST_AT, clock.instant())
                .where(ATTENTION.SUBJECT.eq(subject))
                .and(ATTENTION.STATE.ne(RESOLVED))
                .execute();
    }

    /** As {@link #resolve(DSLContext, String)}, in a transaction of its own. */
    public void resolve(String subject) {
        database.transact(tx -> resolve(tx, subject));
    }

    /** A person has seen it and wants no more of it, as long as its cause stays the same. Empty when there is no such item. */
    public Optional<Item> dismiss(long id) {
        database.queries()
                .update(ATTENTION)
                .set(ATTENTION.STATE, DISMISSED)
                .where(ATTENTION.ID.eq(id))
                .and(ATTENTION.STATE.eq(OPEN))
                .execute();
        return find(id);
    }

    /** One item. */
    public Optional<Item> find(long id) {
        return database.queries()
                .selectFrom(ATTENTION)
                .where(ATTENTION.ID.eq(id))
                .fetchOptional()
                .map(Attention::item);
    }

    /** The open items, newest first. */
    public List<Item> open(int most) {
        return database.queries()
                .selectFrom(ATTENTION)
                .where(ATTENTION.STATE.eq(OPEN))
                .orderBy(ATTENTION.LAST_AT.desc(), ATTENTION.ID.desc())
                .limit(most)
                .fetch(Attention::item);
    }

    private static Item item(AttentionRecord row) {
        return new Item(
                row.getId(),
                row.getCode(),
                row.getSubject(),
                row.getStorefrontId(),
                row.getCause(),
                row.getRemedy(),
                row.getState(),
                row.getTimes(),
                row.getFirstAt(),
                row.getLastAt());
    }

    /**
     * One thing a person must look at.
     *
     * @param subject what it is about: {@code publication/12}, {@code inbox/3}, {@code feed/taobao-main/orders}, …
     * @param state open, dismissed or resolved
     */
    public record Item(
            long id,
            String code,
            String subject,
            @Nullable String storefront,
            String cause,
            String remedy,
            String state,
            long times,
            Instant firstAt,
            Instant lastAt) {}
}
