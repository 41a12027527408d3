package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.IMPORT_ROW;

import io.entrepot.database.schema.tables.records.ImportRowRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What one import did in all to one row of the store.
 *
 * @param before null where the import made the row
 * @param rows that say so
 */
record Change(Key key, @Nullable String before, String after, Instant notedAt, List<Long> rows) {

    /** Names a row of the store. */
    record Key(String code, String place) {
        static final Key FIRST = new Key("", "");
    }

    /** What is not undone yet of one kind, after that key; empty at the end. */
    static List<Change> after(DSLContext tx, long run, Kind kind, Key key, int most) {
        Condition behind =
                IMPORT_ROW.CODE.gt(key.code()).or(IMPORT_ROW.CODE.eq(key.code()).and(IMPORT_ROW.PLACE.gt(key.place())));
        List<ImportRowRecord> rows = tx.selectFrom(IMPORT_ROW)
                .where(IMPORT_ROW.RUN_ID.eq(run))
                .and(IMPORT_ROW.KIND.eq(kind.id()))
                .and(IMPORT_ROW.UNDONE.eq(DSL.inline(false)))
                .and(behind)
                .orderBy(IMPORT_ROW.CODE, IMPORT_ROW.PLACE, IMPORT_ROW.ID)
                .limit(most)
                .fetch();
        Map<Key, Change> changes = new LinkedHashMap<>();
        for (ImportRowRecord row : rows) {
            Key at = new Key(row.getCode(), row.getPlace());
            Change one =
                    new Change(at, row.getValueBefore(), row.getValueAfter(), row.getNotedAt(), List.of(row.getId()));
            changes.merge(at, one, Change::then);
        }
        List<Change> all = new ArrayList<>(changes.values());
        if (rows.size() == most && all.size() > 1) {
            // The last may go on behind what was read.
            all.remove(all.size() - 1);
        }
        return all;
    }

    private Change then(Change later) {
        List<Long> both = new ArrayList<>(rows);
        both.addAll(later.rows);
        return new Change(key, before, later.after, later.notedAt, both);
    }

    static void done(DSLContext tx, List<Change> changes) {
        if (!changes.isEmpty()) {
            tx.update(IMPORT_ROW)
                    .set(IMPORT_ROW.UNDONE, true)
                    .where(IMPORT_ROW.ID.in(changes.stream()
                            .flatMap(change -> change.rows().stream())
                            .toList()))
                    .execute();
        }
    }
}
