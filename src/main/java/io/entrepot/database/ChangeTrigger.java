package io.entrepot.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.Objects;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the change log, inside the writer's transaction, what a row's change means. H2 makes one for each trigger, by
 * the class's name, which is stored in the database: the name of a subclass can never change.
 */
abstract class ChangeTrigger extends TriggerAdapter {

    private final Clock clock = Clock.systemUTC();

    static boolean differ(ResultSet oldRow, ResultSet newRow, String... columns) throws SQLException {
        for (String column : columns) {
            if (!Objects.equals(oldRow.getString(column), newRow.getString(column))) {
                return true;
            }
        }
        return false;
    }

    final void log(Connection connection, String kind, long subject) throws SQLException {
        log(connection, kind, subject, null, null, true, null);
    }

    /** What a price was before it was changed. */
    record Was(String priceList, String currency, long amount) {}

    final void log(
            Connection connection,
            String kind,
            long subject,
            @Nullable Long location,
            @Nullable Long quantityChange,
            boolean own,
            @Nullable Long asOf)
            throws SQLException {
        log(connection, kind, subject, location, quantityChange, own, asOf, null);
    }

    final void log(
            Connection connection,
            String kind,
            long subject,
            @Nullable Long location,
            @Nullable Long quantityChange,
            boolean own,
            @Nullable Long asOf,
            @Nullable Was was)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(insertion())) {
            insert.setString(1, kind);
            insert.setLong(2, subject);
            insert.setObject(3, location, Types.BIGINT);
            insert.setObject(4, quantityChange, Types.BIGINT);
            insert.setBoolean(5, own);
            insert.setObject(6, asOf, Types.BIGINT);
            insert.setLong(7, clock.millis());
            insert.setString(8, was == null ? null : was.priceList());
            insert.setString(9, was == null ? null : was.currency());
            insert.setObject(10, was == null ? null : was.amount(), Types.BIGINT);
            try (ResultSet inserted = insert.executeQuery()) {
                inserted.next();
                UncommittedChanges.note(
                        inserted.getString("in_database"),
                        inserted.getString("in_transaction"),
                        inserted.getLong("id"));
            }
        }
    }

    private String insertion() {
        return "select id, " + UncommittedChanges.DATABASE_NAME + " in_database, transaction_id() in_transaction"
                + " from final table (insert into \"" + schemaName + "\".change_log"
                + " (kind, subject_id, location_id, quantity_change, own, as_of, made_at, price_list, currency,"
                + " amount_before) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";
    }
}
