package io.entrepot.store.catalog;

import io.entrepot.store.trace.WriteTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.UpdatableRecord;

/**
 * The new and the changed rows of one table, to be written together.
 *
 * @param <R> the table's record
 */
public final class RowBatch<R extends UpdatableRecord<R>> {

    private static final int ROWS_PER_INSERT = 100;

    private final List<R> created = new ArrayList<>();
    private final List<R> changed = new ArrayList<>();
    private long unchanged;

    /**
     * Takes a row that has been filled with the wanted values.
     *
     * @param stored whether the row was read from the database before it was filled
     * @return whether it will be written: a stored row that still has the values it was read with will not
     */
    public boolean add(R row, boolean stored) {
        if (stored && row.original().equals(row)) {
            unchanged++;
            return false;
        }
        (stored ? changed : created).add(row);
        return true;
    }

    /** The rows that were not in the database. */
    List<R> created() {
        return created;
    }

    /** Writes new rows a hundred to a statement, and changed rows in one JDBC batch. */
    public Changes write(DSLContext context, WriteTrace trace, Instant now) {
        trace.writing(context, created, changed, now);
        for (int from = 0; from < created.size(); from += ROWS_PER_INSERT) {
            insert(context, created.subList(from, Math.min(from + ROWS_PER_INSERT, created.size())));
        }
        context.batchUpdate(changed).execute();
        return new Changes(created.size(), changed.size(), unchanged);
    }

    /** All rows have been filled alike, so the first tells which columns have values. */
    private void insert(DSLContext context, List<R> rows) {
        R first = rows.get(0);
        List<Field<?>> columns =
                Arrays.<Field<?>>stream(first.fields()).filter(first::changed).toList();
        InsertValuesStepN<R> insert = context.insertInto(first.getTable()).columns(columns);
        for (R row : rows) {
            insert = insert.values(
                    Arrays.asList(row.into(columns.toArray(new Field<?>[0])).intoArray()));
        }
        insert.execute();
    }
}
