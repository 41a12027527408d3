package io.entrepot.store.announcement;

import static io.entrepot.database.schema.Tables.ANNOUNCED;
import static io.entrepot.database.schema.Tables.ATTENTION;

import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notice.Severity;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.database.schema.tables.records.AttentionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The items of the attention list that a notifier has not been given yet. */
final class OpenItems {

    /** So long the first item waits for others, because one cause seldom opens one. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /** An item that closes and opens all the time is told of once in so long. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final int MOST = 1000;

    /** What a notifier's own troubles stand under. */
    static String subject(String notifier, String recipient) {
        return "notifier/" + notifier + (recipient.equals(Notifier.HERE) ? "" : "/" + recipient);
    }

    /** All of them in one notice, and noted as given; empty while there are none, or others may come at once. */
    Optional<Notice> gather(DSLContext tx, String notifier, Instant now) {
        List<AttentionRecord> items = tx.select(ATTENTION.fields())
                .from(ATTENTION)
                .leftJoin(ANNOUNCED)
                .on(ANNOUNCED.ATTENTION_ID.eq(ATTENTION.ID).and(ANNOUNCED.NOTIFIER_ID.eq(notifier)))
                .where(ATTENTION.STATE.eq("open"))
                .and(ANNOUNCED.ATTENTION_ID.isNull().or(opensAgain(now)))
                .and(notItsOwn(notifier))
                .orderBy(ATTENTION.ID)
                .limit(MOST)
                .fetchInto(ATTENTION);
        if (items.stream().noneMatch(item -> isReady(item, now))) {
            return Optional.empty();
        }
        String key = UUID.randomUUID().toString().replace("-", "");
        given(tx, notifier, items, key, now);
        return Optional.of(
                new Notice(key, Severity.WARNING, Digest.title(items.size()), Digest.text(items), null, now));
    }

    private static Condition opensAgain(Instant now) {
        return ANNOUNCED.OPENING.lt(ATTENTION.OPENING).and(ANNOUNCED.ANNOUNCED_AT.le(now.minus(AGAIN)));
    }

    private static Condition notItsOwn(String notifier) {
        String own = subject(notifier, Notifier.HERE);
        return ATTENTION
                .SUBJECT
                .ne(own)
                .and(ATTENTION.SUBJECT.startsWith(own + "/").not());
    }

    private static boolean isReady(AttentionRecord item, Instant now) {
        Instant opened = Objects.requireNonNullElse(item.getOpenedAt(), item.getFirstAt());
        return !Turns.waits(opened.plus(TOGETHER), now);
    }

    private static void given(DSLContext tx, String notifier, List<AttentionRecord> items, String key, Instant now) {
        tx.deleteFrom(ANNOUNCED)
                .where(ANNOUNCED.NOTIFIER_ID.eq(notifier))
                .and(ANNOUNCED.ATTENTION_ID.in(
                        items.stream().map(AttentionRecord::getId).toList()))
                .execute();
        tx.batch(items.stream()
                        .map(item -> tx.insertInto(ANNOUNCED)
                                .set(ANNOUNCED.NOTIFIER_ID, notifier)
                                .set(ANNOUNCED.ATTENTION_ID, item.getId())
                                .set(ANNOUNCED.OPENING, item.getOpening())
                                .set(ANNOUNCED.ANNOUNCED_AT, now)
                                .set(ANNOUNCED.NOTICE_KEY, key))
                        .toList())
                .execute();
    }
}
