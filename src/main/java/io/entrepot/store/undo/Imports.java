package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.IMPORT_ROW;
import static io.entrepot.database.schema.Tables.IMPORT_RUN;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.ImportRunRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The imports of the last thirty days. */
public final class Imports {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST = 1000;

    private final Database database;
    private final Clock clock;

    /** Made once per process. */
    public Imports(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One import.
     *
     * @param endedAt null while it runs, and for one that was cut off
     * @param rows how many rows of the store it made or changed
     * @param undoneAt when it was taken back, or null
     */
    public record Import(
            long id,
            String files,
            Instant begunAt,
            @Nullable Instant endedAt,
            long rows,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {}

    /** Begins one, and forgets those that are too old to be taken back. */
    public ImportRun begin(List<String> files) {
        Instant now = clock.instant();
        forget(now.minus(KEPT));
        String names = String.join(", ", files);
        long id = database.inTransaction(tx -> {
            ImportRunRecord row = tx.newRecord(IMPORT_RUN);
            row.setFiles(names.length() <= LONGEST ? names : names.substring(0, LONGEST - 1) + "…");
            row.setBegunAt(now);
            row.store();
            return row.getId();
        });
        return new ImportRun(id);
    }

    private void forget(Instant before) {
        List<Long> old = database.queries()
                .select(IMPORT_RUN.ID)
                .from(IMPORT_RUN)
                .where(IMPORT_RUN.BEGUN_AT.lt(before))
                .fetch(IMPORT_RUN.ID);
        for (Long run : old) {
            database.transact(tx -> {
                tx.deleteFrom(IMPORT_ROW).where(IMPORT_ROW.RUN_ID.eq(run)).execute();
                tx.deleteFrom(IMPORT_RUN).where(IMPORT_RUN.ID.eq(run)).execute();
            });
        }
    }

    /** Ends it. One that changed nothing leaves no trace. */
    public void end(ImportRun run) {
        database.transact(tx -> {
            long rows = tx.fetchCount(IMPORT_ROW, IMPORT_ROW.RUN_ID.eq(run.id()));
            if (rows == 0) {
                tx.deleteFrom(IMPORT_RUN).where(IMPORT_RUN.ID.eq(run.id())).execute();
            } else {
                tx.update(IMPORT_RUN)
                        .set(IMPORT_RUN.ENDED_AT, clock.instant())
                        .set(IMPORT_RUN.ROW_COUNT, rows)
                        .where(IMPORT_RUN.ID.eq(run.id()))
                        .execute();
            }
        });
    }

    /** The newest ones, newest first. */
    public List<Import> newest(int most) {
        return database.queries()
                .selectFrom(IMPORT_RUN)
                .orderBy(IMPORT_RUN.BEGUN_AT.desc(), IMPORT_RUN.ID.desc())
                .limit(most)
                .fetch(Imports::read);
    }

    /** One of them. */
    public Optional<Import> find(long id) {
        return database.queries()
                .selectFrom(IMPORT_RUN)
                .where(IMPORT_RUN.ID.eq(id))
                .fetchOptional(Imports::read);
    }

    void undone(long id, String by) {
        database.queries()
                .update(IMPORT_RUN)
                .set(IMPORT_RUN.UNDONE_AT, clock.instant())
                .set(IMPORT_RUN.UNDONE_BY, by)
                .where(IMPORT_RUN.ID.eq(id))
                .and(IMPORT_RUN.UNDONE_AT.isNull())
                .execute();
    }

    private static Import read(ImportRunRecord row) {
        return new Import(
                row.getId(),
                row.getFiles(),
                row.getBegunAt(),
                row.getEndedAt(),
                row.getRowCount(),
                row.getUndoneAt(),
                row.getUndoneBy());
    }
}
