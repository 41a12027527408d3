package io.entrepot.database;

import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Runs many statements whose results do not matter. */
public final class Statements {

    private Statements() {}

    /**
     * Runs them in this order. Neighbours of one text go to the database as one batch, which it parses once.
     *
     * @param queries those of one text next to each other
     * @throws org.jooq.exception.DataAccessException when one fails; those before it may have been done
     */
    public static void run(DSLContext tx, Collection<? extends Query> queries) {
        if (!queries.isEmpty()) {
            tx.batched(batch -> queries.forEach(query -> batch.dsl().execute(query)));
        }
    }
}
