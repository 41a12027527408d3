package io.entrepot.store.announcement;

import static io.entrepot.database.schema.Tables.ANNOUNCEMENT;
import static io.entrepot.database.schema.Tables.ANNOUNCEMENT_ATTEMPT;

import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notice.Severity;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.AnnouncementRecord;
import io.entrepot.database.schema.tables.records.NotifierRecord;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.announce.AnnouncementBook;
import io.entrepot.sync.announce.Verdict;
import io.entrepot.sync.announce.Verdict.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;

/** What is owed to people, as rows: an announcement for each recipient, and for each of its calls an attempt. */
public final class Announcements implements AnnouncementBook {

    /** So long what comes to be known is gathered before it is said. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Database database;
    private final Turns turns;
    private final OpenItems items;
    private final Attention attention;

    /**
     * @param node names this process in leases
     */
    public Announcements(Database database, Attention attention, String node) {
        this.database = database;
        this.turns = new Turns(node);
        this.items = new OpenItems();
        this.attention = attention;
    }

    @Override
    public Optional<Telling> take(String notifier, List<String> team, Instant now, Instant leaseUntil) {
        Turns.declare(database, notifier);
        return database.inTransaction(tx -> {
            NotifierRecord turn = turns.locked(tx, notifier);
            if (!turns.isFree(turn, now)) {
                return Optional.empty();
            }
            giveUpOn(tx, notifier, now);
            if (owed(tx, notifier) == 0 && !Turns.waits(turn.getQuietUntil(), now)) {
                items.gather(tx, notifier, now).ifPresent(notice -> {
                    team.forEach(to -> owe(tx, notifier, to, notice));
                    turn.setQuietUntil(now.plus(QUIET));
                    turn.update();
                });
            }
            return next(tx, notifier, now).map(row -> begun(tx, turns.begin(turn, leaseUntil), row, now));
        });
    }

    private static int owed(DSLContext tx, String notifier) {
        return tx.fetchCount(ANNOUNCEMENT, ANNOUNCEMENT.NOTIFIER_ID.eq(notifier).and(ANNOUNCEMENT.DUE_AT.isNotNull()));
    }

    private static Optional<AnnouncementRecord> next(DSLContext tx, String notifier, Instant now) {
        return tx
                .selectFrom(ANNOUNCEMENT)
                .where(ANNOUNCEMENT.NOTIFIER_ID.eq(notifier))
                .and(ANNOUNCEMENT.DUE_AT.isNotNull())
                .orderBy(ANNOUNCEMENT.DUE_AT, ANNOUNCEMENT.ID)
                .fetch()
                .stream()
                .filter(row -> !Turns.waits(row.getDueAt(), now))
                .findFirst();
    }

    /**
     * Lets a recipient be told, once whatever else happens: the same key to the same recipient is owed once.
     *
     * @param tx in which what is told of comes true
     */
    public static void owe(DSLContext tx, String notifier, String to, Notice notice) {
        tx.insertInto(ANNOUNCEMENT)
                .set(ANNOUNCEMENT.NOTIFIER_ID, notifier)
                .set(ANNOUNCEMENT.RECIPIENT, to)
                .set(ANNOUNCEMENT.NOTICE_KEY, notice.key())
                .set(ANNOUNCEMENT.SEVERITY, word(notice.severity()))
                .set(ANNOUNCEMENT.TITLE, notice.title())
                .set(ANNOUNCEMENT.BODY, notice.text())
                .set(
                        ANNOUNCEMENT.LINK,
                        notice.link() == null ? null : notice.link().toString())
                .set(ANNOUNCEMENT.MADE_AT, notice.at())
                .set(ANNOUNCEMENT.STATE, word(State.OWED))
                .set(ANNOUNCEMENT.DUE_AT, notice.at())
                .onDuplicateKeyIgnore()
                .execute();
    }

    private static Telling begun(DSLContext tx, NotifierRecord turn, AnnouncementRecord row, Instant now) {
        row.setAttempts(row.getAttempts() + 1);
        row.update();
        tx.insertInto(ANNOUNCEMENT_ATTEMPT)
                .set(ANNOUNCEMENT_ATTEMPT.ANNOUNCEMENT_ID, row.getId())
                .set(ANNOUNCEMENT_ATTEMPT.NUMBER, row.getAttempts())
                .set(ANNOUNCEMENT_ATTEMPT.STARTED_AT, now)
                .execute();
        return telling(row, turn.getLease());
    }

    private static Telling telling(AnnouncementRecord row, long lease) {
        Notice notice = new Notice(
                row.getNoticeKey(),
                Severity.valueOf(row.getSeverity().toUpperCase(Locale.ROOT)),
                row.getTitle(),
                row.getBody(),
                row.getLink() == null ? null : URI.create(row.getLink()),
                row.getMadeAt());
        return new Telling(
                row.getId(),
                row.getNotifierId(),
                row.getRecipient(),
                lease,
                row.getAttempts(),
                row.getFailures(),
                row.getUnknowns(),
                notice);
    }

    /** Calls whose process ended before they did: each may have been heard. */
    private void giveUpOn(DSLContext tx, String notifier, Instant now) {
        tx.select(ANNOUNCEMENT.fields())
                .from(ANNOUNCEMENT)
                .join(ANNOUNCEMENT_ATTEMPT)
                .on(ANNOUNCEMENT_ATTEMPT.ANNOUNCEMENT_ID.eq(ANNOUNCEMENT.ID))
                .where(ANNOUNCEMENT.NOTIFIER_ID.eq(notifier))
                .and(ANNOUNCEMENT.DUE_AT.isNotNull())
                .and(ANNOUNCEMENT_ATTEMPT.ENDED_AT.isNull())
                .fetchInto(ANNOUNCEMENT)
                .forEach(row -> end(tx, row, Verdict.unknown(telling(row, 0), now), now));
    }

    @Override
    public void settle(Telling telling, Verdict verdict, Instant now) {
        database.transact(tx -> {
            NotifierRecord turn = turns.locked(tx, telling.notifier());
            if (turns.end(turn, telling.lease(), verdict.restUntil())) {
                end(tx, tx.fetchSingle(ANNOUNCEMENT, ANNOUNCEMENT.ID.eq(telling.announcement())), verdict, now);
            }
        });
    }

    private void end(DSLContext tx, AnnouncementRecord row, Verdict verdict, Instant now) {
        tx.update(ANNOUNCEMENT_ATTEMPT)
                .set(ANNOUNCEMENT_ATTEMPT.ENDED_AT, now)
                .set(ANNOUNCEMENT_ATTEMPT.OUTCOME, verdict.outcome())
                .where(ANNOUNCEMENT_ATTEMPT.ANNOUNCEMENT_ID.eq(row.getId()))
                .and(ANNOUNCEMENT_ATTEMPT.NUMBER.eq(row.getAttempts()))
                .execute();
        row.setState(word(verdict.state()));
        row.setFailures(verdict.failures());
        row.setUnknowns(verdict.unknowns());
        row.setDueAt(verdict.state() == State.OWED ? verdict.dueAt() : null);
        row.setToldAt(verdict.state() == State.TOLD ? now : null);
        String subject = OpenItems.subject(row.getNotifierId(), row.getRecipient());
        verdict.trouble().ifPresent(trouble -> {
            row.setErrorCode(trouble.code().value());
            row.setError(cut(trouble.message()));
            attention.raise(tx, subject, null, trouble.code(), trouble.message());
        });
        if (verdict.state() == State.TOLD) {
            attention.resolve(tx, subject);
        }
        row.update();
    }

    private static String cut(String message) {
        return message.length() <= 1000 ? message : message.substring(0, 999) + "…";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
