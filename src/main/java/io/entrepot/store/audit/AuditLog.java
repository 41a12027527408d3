package io.entrepot.store.audit;

import static io.entrepot.database.schema.Tables.AUDIT_LOG;

import io.entrepot.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The append-only list of changes that people and their programs made through a face. */
public final class AuditLog {

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_DETAIL = 2000;

    private final Database database;
    private final Clock clock;

    /** Made once per process. */
    public AuditLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Notes a change that has been made.
     *
     * @param actor who made it: a token's name, or {@code local}
     * @param action what was done: {@code stock.set}
     * @param subject what it was done to: {@code sku/A-1}
     * @param detail the values, or null; no secret and nothing about buyers
     */
    public void note(String actor, String action, String subject, @Nullable String detail) {
        database.queries()
                .insertInto(AUDIT_LOG)
                .set(AUDIT_LOG.MADE_AT, clock.instant())
                .set(AUDIT_LOG.ACTOR, actor)
                .set(AUDIT_LOG.ACTION, action)
                .set(AUDIT_LOG.SUBJECT, cut(subject, LONGEST_SUBJECT))
                .set(AUDIT_LOG.DETAIL, detail == null ? null : cut(detail, LONGEST_DETAIL))
                .execute();
    }

    /** The newest entries, newest first. */
    public List<Entry> newest(int most) {
        return database.queries()
                .selectFrom(AUDIT_LOG)
                .orderBy(AUDIT_LOG.ID.desc())
                .limit(most)
                .fetch(row ->
                        new Entry(row.getMadeAt(), row.getActor(), row.getAction(), row.getSubject(), row.getDetail()));
    }

    /** One change that was made by hand. */
    public record Entry(
            Instant madeAt,
            String actor,
            String action,
            String subject,
            @Nullable String detail) {}

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
