package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Looks into the change log four times a second, where the database can tell us nothing by itself. */
final class PollingWatch implements Watch {

    private static final long PERIOD = Duration.ofMillis(250).toNanos();

    /** A huge open transaction makes a look slow: then we look less often, and take a fifth of the time at most. */
    private static final int REST = 4;

    private final DataSource connections;
    private final Runnable raise;

    PollingWatch(DataSource connections, Runnable raise) {
        this.connections = connections;
        this.raise = raise;
    }

    @Override
    public void run() throws SQLException {
        raise.run();
        while (!Thread.currentThread().isInterrupted()) {
            long start = System.nanoTime();
            if (hasRows()) {
                raise.run();
            }
            LockSupport.parkNanos(this, Math.max(PERIOD, REST * (System.nanoTime() - start)));
        }
    }

    private boolean hasRows() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement look = connection.createStatement();
                ResultSet row = look.executeQuery("select 1 from change_log limit 1")) {
            return row.next();
        }
    }
}
