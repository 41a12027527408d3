package io.entrepot.database;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Runs queries and transactions; safe for use by many threads. */
public final class Database {

    private static final int TRIES = 8;

    private final DSLContext queries;
    private final Vendor vendor;

    /**
     * @param connections a pool whose connections are READ COMMITTED
     */
    public Database(DataSource connections, Vendor vendor) {
        this.vendor = vendor;
        Settings settings = new Settings()
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                .withRenderNameCase(RenderNameCase.LOWER_IF_UNQUOTED);
        this.queries = DSL.using(connections, vendor.dialect(), settings);
    }

    /** Which of the three databases this is. */
    public Vendor vendor() {
        return vendor;
    }

    /** Queries outside any transaction of their own: each statement by itself. */
    public DSLContext queries() {
        return queries;
    }

    /**
     * Runs work in one transaction and commits it. When the database names it the victim of a deadlock or refuses it for
     * another's lock, the work is run again from its start, so it must do nothing but use the given context.
     *
     * @throws DataAccessException when it failed for another reason, or for that one eight times in a row
     */
    public <T> T inTransaction(Function<DSLContext, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return queries.transactionResult(configuration -> work.apply(DSL.using(configuration)));
            } catch (DataAccessException e) {
                if (tries == TRIES || !vendor.mayRunAgain(e)) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #inTransaction}, for work without a result. */
    public void transact(Consumer<DSLContext> work) {
        inTransaction(context -> {
            work.accept(context);
            return 0;
        });
    }

    /** A database that Entrepot can run on. */
    public enum Vendor {
        H2(SQLDialect.H2),
        POSTGRESQL(SQLDialect.POSTGRES),
        MARIADB(SQLDialect.MARIADB);

        private final SQLDialect dialect;

        Vendor(SQLDialect dialect) {
            this.dialect = dialect;
        }

        SQLDialect dialect() {
            return dialect;
        }

        /**
         * The vendor a JDBC address names.
         *
         * @throws IllegalArgumentException when it is none of the three
         */
        public static Vendor of(String jdbcUrl) {
            if (jdbcUrl.startsWith("jdbc:h2:")) {
                return H2;
            }
            if (jdbcUrl.startsWith("jdbc:postgresql:")) {
                return POSTGRESQL;
            }
            if (jdbcUrl.startsWith("jdbc:mariadb:")) {
                return MARIADB;
            }
            throw new IllegalArgumentException("database address '" + jdbcUrl
                    + "' is none of jdbc:h2:…, jdbc:postgresql:… and jdbc:mariadb:… (use the last for MySQL, too)");
        }

        /** Deadlock, lock time-out or serialization failure: SQL states 40001, 40P01, 41000 and H2's own. */
        boolean mayRunAgain(DataAccessException e) {
            String state = e.sqlState();
            return state.startsWith("40") || state.equals("41000") || state.equals("HYT00") || state.equals("90131");
        }
    }
}
