package io.entrepot.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;

/** A way to hear that the change log has grown. It runs in a thread of its own and is run again after it has failed. */
interface Watch {

    /**
     * Listens until it is interrupted or broken off. It raises the signal once as soon as it listens, for what has happened
     * before, and then for each change it hears of.
     *
     * @throws SQLException when the database does not answer
     * @throws InterruptedException when it is to end
     */
    void run() throws SQLException, InterruptedException;

    /** Ends a wait that an interrupt does not end. */
    default void breakOff() {}

    /** The fastest way there is on this database. */
    static Watch on(DatabaseSettings settings, DataSource connections, Runnable raise) {
        return switch (settings.vendor()) {
            case POSTGRESQL -> new PostgresWatch(settings, raise);
            case MARIADB -> new PollingWatch(connections, raise);
            case H2 ->
                runsHere(settings, connections) ? new H2Watch(settings, raise) : new PollingWatch(connections, raise);
        };
    }

    /** Whether the H2 engine, and with it the triggers, runs in this process and not in another that had the file first. */
    private static boolean runsHere(DatabaseSettings settings, DataSource connections) {
        try (Connection connection = connections.getConnection()) {
            return !connection.unwrap(JdbcConnection.class).getSession().isRemote();
        } catch (SQLException e) {
            throw DatabaseErrors.unreachable(settings, e);
        }
    }
}
