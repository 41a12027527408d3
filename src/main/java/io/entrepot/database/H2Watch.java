package io.entrepot.database;

import io.entrepot.database.UncommittedChanges.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Hears from H2's triggers, which run in this process, which transactions have changed something, and looks until they have
 * ended: soon and often at first, then ever less. Without such a transaction it does nothing at all.
 */
final class H2Watch implements Watch {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();
    private static final int AGE_PER_PAUSE = 8;
    private static final long GIVEN_UP_AFTER = Duration.ofMinutes(10).toNanos();

    private final DatabaseSettings settings;
    private final Runnable raise;

    H2Watch(DatabaseSettings settings, Runnable raise) {
        this.settings = settings;
        this.raise = raise;
    }

    @Override
    public void run() throws SQLException, InterruptedException {
        try (Connection committed = connect(Connection.TRANSACTION_READ_COMMITTED);
                Connection uncommitted = connect(Connection.TRANSACTION_READ_UNCOMMITTED);
                PreparedStatement arrived = committed.prepareStatement("select 1 from change_log where id in (?, ?)");
                PreparedStatement present =
                        uncommitted.prepareStatement("select 1 from change_log where id between ? and ? limit 1");
                UncommittedChanges changes = new UncommittedChanges(nameOf(committed))) {
            raise.run();
            while (true) {
                changes.awaitAny();
                changes.awaitAnother(pause(changes));
                for (Rows rows : changes.all()) {
                    look(rows, arrived, present, changes);
                }
            }
        }
    }

    private void look(Rows rows, PreparedStatement arrived, PreparedStatement present, UncommittedChanges changes)
            throws SQLException {
        if (finds(arrived, rows)) {
            changes.forget(rows);
            raise.run();
        } else if (!finds(present, rows) || System.nanoTime() - rows.since() > GIVEN_UP_AFTER) {
            changes.forget(rows);
        }
    }

    private static boolean finds(PreparedStatement query, Rows rows) throws SQLException {
        query.setLong(1, rows.first());
        query.setLong(2, rows.last());
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    private static long pause(UncommittedChanges changes) {
        long now = System.nanoTime();
        long youngest = changes.all().stream()
                .mapToLong(rows -> now - rows.since())
                .min()
                .orElse(0);
        return Math.max(SHORTEST_PAUSE, Math.min(youngest / AGE_PER_PAUSE, LONGEST_PAUSE));
    }

    private Connection connect(int isolation) throws SQLException {
        Connection connection =
                DriverManager.getConnection(settings.completedUrl(), settings.user(), settings.password());
        connection.setTransactionIsolation(isolation);
        return connection;
    }

    private static String nameOf(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select " + UncommittedChanges.DATABASE_NAME);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
