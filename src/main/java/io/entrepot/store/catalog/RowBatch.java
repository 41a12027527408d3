package io.entrepot.store.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.UpdatableRecord;

/**
 * The new and the changed rows of one table, to be written together.
 *
 * @param <R> the table's record
 */
public final class RowBatch<R extends UpdatableRecord<R>> {

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

    /** Writes all rows in two JDBC batches. */
    public Changes write(DSLContext context) {
        context.batchInsert(created).execute();
        context.batchUpdate(changed).execute();
        return new Changes(created.size(), changed.size(), unchanged);
    }
}
