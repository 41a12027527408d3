package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Lets H2's numbering go on above the highest number there is. H2 stores how far it has numbered a little later than it
 * gives the numbers out; when the process is killed between the two, it would give numbers out twice.
 */
final class H2Identities {

    private static final String ALL = """
            select table_name, column_name, identity_base from information_schema.columns
            where is_identity = 'YES' and table_schema = current_schema
            """;

    private final DataSource connections;

    H2Identities(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Mends what is behind; costs one look at the end of each numbered table's key.
     *
     * @throws SQLException when the database does not answer
     */
    void mend() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            for (Identity identity : all(statement)) {
                long highest = highest(statement, identity);
                if (highest >= identity.next()) {
                    statement.execute("alter table \"%s\" alter column \"%s\" restart with %d"
                            .formatted(identity.table(), identity.column(), highest + 1));
                }
            }
        }
    }

    private static List<Identity> all(Statement statement) throws SQLException {
        List<Identity> identities = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                identities.add(new Identity(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        }
        return identities;
    }

    private static long highest(Statement statement, Identity identity) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select coalesce(max(\"%s\"), 0) from \"%s\"".formatted(identity.column(), identity.table()))) {
            row.next();
            return row.getLong(1);
        }
    }

    private record Identity(String table, String column, long next) {}
}
