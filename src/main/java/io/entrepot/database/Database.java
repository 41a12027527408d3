package io.entrepot.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.OrderField;
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
                .withRenderNameCase(RenderNameCase.LOWER_IF_UNQUOTED)
                // Lists of ids have every length; padded to powers of two they make few texts, which databases parse
                // once.
                .withInListPadding(true)
                .withExecuteLogging(false);
        this.queries = DSL.using(connections, vendor.dialect(), settings);
    }

    /** Which of the three databases this is. */
    public Vendor vendor() {
        return vendor;
    }

    /**
     * The order for a query that locks the first few rows of an index's range. On H2 it is none: there such a query would read,
     * sort and lock the whole range first, and without an order it reads by the index all the same.
     */
    public List<? extends OrderField<?>> lockingOrder(OrderField<?>... columns) {
        return vendor == Vendor.H2 ? List.of() : List.of(columns);
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
        /** HYT00 is a lock time-out, 90131 a row changed by another at the same time. */
        H2(SQLDialect.H2, Set.of("HYT00", "90131"), Set.of()),
        /** 55P03 is a lock time-out; deadlock is 40P01. */
        POSTGRESQL(SQLDialect.POSTGRES, Set.of("55P03"), Set.of()),
        /** 1205 is a lock time-out, 1020 a row changed since it was read; both have only the general state HY000. */
        MARIADB(SQLDialect.MARIADB, Set.of(), Set.of(1205, 1213, 1020));

        private final SQLDialect dialect;
        private final Set<String> retryableStates;
        private final Set<Integer> retryableCodes;

        Vendor(SQLDialect dialect, Set<String> retryableStates, Set<Integer> retryableCodes) {
            this.dialect = dialect;
            this.retryableStates = retryableStates;
            this.retryableCodes = retryableCodes;
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
            return find(jdbcUrl)
                    .orElseThrow(() -> new IllegalArgumentException("'" + jdbcUrl + "' is of no database known here"));
        }

        static Optional<Vendor> find(String jdbcUrl) {
            return Arrays.stream(values())
                    .filter(vendor -> jdbcUrl.startsWith("jdbc:" + vendor.name().toLowerCase(Locale.ROOT) + ":"))
                    .findFirst();
        }

        /** Deadlock, serialization failure, or another's lock that was not released in time. */
        boolean mayRunAgain(DataAccessException e) {
            SQLException cause = e.getCause(SQLException.class);
            if (cause == null) {
                return false;
            }
            String state = cause.getSQLState() == null ? "" : cause.getSQLState();
            return state.startsWith("40")
                    || retryableStates.contains(state)
                    || retryableCodes.contains(cause.getErrorCode());
        }
    }
}
