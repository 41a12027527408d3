package io.entrepot.database;

import io.entrepot.database.Database.Vendor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Deletes every row but the migrations' own history, in one transaction. */
final class Emptying {

    private Emptying() {}

    static void of(DataSource connections, Vendor vendor) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = tables(connection);
            statement.execute(keysChecked(vendor, false));
            connection.setAutoCommit(false);
            try {
                for (String table : tables) {
                    // On H2 the ids begin anew as well, so that what depends on them is the same each time.
                    statement.executeUpdate(
                            vendor == Vendor.H2
                                    ? "truncate table " + table + " restart identity"
                                    : "delete from " + table);
                }
                statement.executeUpdate("delete from change_log");
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                statement.execute(keysChecked(vendor, true));
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        tables.removeIf(table -> table.equalsIgnoreCase("flyway_schema_history"));
        return tables;
    }

    private static String keysChecked(Vendor vendor, boolean checked) {
        return switch (vendor) {
            case H2 -> "set referential_integrity " + checked;
            case POSTGRESQL -> "set session_replication_role = " + (checked ? "origin" : "replica");
            case MARIADB -> "set foreign_key_checks = " + (checked ? 1 : 0);
        };
    }
}
