package io.entrepot.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Listens to what PostgreSQL's triggers announce at commit, on a connection of its own. */
final class PostgresWatch implements Watch {

    private static final Duration LIFE_SIGN = Duration.ofSeconds(10);
    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final DatabaseSettings settings;
    private final Runnable raise;
    private volatile @Nullable Connection listening;

    PostgresWatch(DatabaseSettings settings, Runnable raise) {
        this.settings = settings;
        this.raise = raise;
    }

    /** Announcements made while nobody listened are lost, so each beginning counts as one. */
    @Override
    public void run() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
            listening = connection;
            try (Statement listen = connection.createStatement()) {
                listen.execute("listen entrepot_change");
            }
            raise.run();
            listen(connection);
        }
    }

    @Override
    public void breakOff() {
        Connection connection = listening;
        if (connection != null) {
            abort(connection);
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection heard = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            if (heard.getNotifications((int) LIFE_SIGN.toMillis()).length > 0) {
                raise.run();
            } else if (!connection.isValid(ANSWERS_WITHIN_SECONDS)) {
                throw new SQLException("the listening connection gives no sign of life");
            }
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
