package io.entrepot.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A database lent to one test: migrated, and empty. Closing it empties it and gives it back. */
public final class TestDatabase implements AutoCloseable {

    private final DatabaseKind kind;
    private final DatabaseSettings settings;
    private final OpenDatabase open;
    private final List<Connection> foreign = new CopyOnWriteArrayList<>();
    private boolean discarded;

    TestDatabase(DatabaseKind kind, DatabaseSettings settings) {
        this.kind = kind;
        this.settings = settings;
        this.open = OpenDatabase.open(settings);
    }

    /** Lends a database outside {@link TestOnEachDatabase}: to a property, a simulation, a benchmark. */
    public static TestDatabase take(DatabaseKind kind) {
        try {
            return kind.servers().take();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(kind + " has no database to lend", e);
        }
    }

    public DatabaseKind kind() {
        return kind;
    }

    public Database database() {
        return open.database();
    }

    /** The pool behind {@link #database()}. */
    public DataSource connections() {
        return open.connections();
    }

    /** The database as {@link OpenDatabase#open} made it; a test must not close it. */
    public OpenDatabase open() {
        return open;
    }

    /** What another process, or a second start, would open. */
    public DatabaseSettings settings() {
        return settings;
    }

    public String url() {
        return settings.url();
    }

    public String user() {
        return settings.user();
    }

    public String password() {
        return settings.password();
    }

    /** A plain JDBC connection, as another program would open it; closed after the test. */
    public Connection foreignConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(url(), user(), password());
        foreign.add(connection);
        return connection;
    }

    /** Runs statements as another program would, each committed by itself. */
    public void foreignly(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** Lets no later test have this database, because this one changes more than rows. */
    public void discard() {
        discarded = true;
    }

    @Override
    public void close() {
        try {
            for (Connection connection : new ArrayList<>(foreign)) {
                foreign.remove(connection);
                connection.close();
            }
            if (discarded) {
                open.close();
            } else {
                Emptying.of(open.connections(), database().vendor());
                kind.servers().giveBack(this);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(kind + " could not be emptied after the test", e);
        }
    }
}
