package io.entrepot.store.trace;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.UpdatableRecord;

/** Hears of rows of one table just before they are written. */
public interface WriteTrace {

    /** Nobody listens. */
    WriteTrace NONE = (tx, created, changed, now) -> {};

    /**
     * These rows are about to be written in that transaction.
     *
     * @param created rows that were not there
     * @param changed rows that still know what they were read with
     * @param now by which the write is dated
     */
    void writing(
            DSLContext tx,
            List<? extends UpdatableRecord<?>> created,
            List<? extends UpdatableRecord<?>> changed,
            Instant now);
}
