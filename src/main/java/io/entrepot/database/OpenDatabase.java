package io.entrepot.database;

import com.zaxxer.hikari.HikariDataSource;
import io.entrepot.database.Database.Vendor;
import io.entrepot.model.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** A database that is connected to, up to date, and ready for use until it is closed. */
public final class OpenDatabase implements AutoCloseable {

    private final DatabaseSettings settings;
    private final HikariDataSource connections;
    private final Database database;

    private OpenDatabase(DatabaseSettings settings, HikariDataSource connections) {
        this.settings = settings;
        this.connections = connections;
        this.database = new Database(connections, settings.vendor());
    }

    /**
     * Connects to a database and brings its tables up to this version; an embedded one is made when it is not there.
     *
     * @throws Refusal when it cannot be connected to or its tables cannot be brought up to date
     */
    public static OpenDatabase open(DatabaseSettings settings) {
        HikariDataSource connections = ConnectionPool.open(settings);
        try {
            new SchemaMigration(connections, settings.vendor()).run();
            if (settings.vendor() == Vendor.H2) {
                new H2Identities(connections).mend();
            }
        } catch (FlywayException | SQLException e) {
            connections.close();
            throw DatabaseErrors.notMigrated(settings, e);
        }
        return new OpenDatabase(settings, connections);
    }

    /** Queries and transactions on this database. */
    public Database database() {
        return database;
    }

    /** The pool of connections, for libraries that bring their own queries; all are READ COMMITTED. */
    public DataSource connections() {
        return connections;
    }

    /**
     * Begins to watch for rows in the change log. The signal has to be closed before this database.
     *
     * @param sweep how often it is raised without any cause, for the case that a cause went unheard
     * @throws Refusal when the database does not answer
     */
    public ChangeSignal watchChanges(Duration sweep) {
        return new ChangeSignal(raise -> Watch.on(settings, connections, raise), sweep);
    }

    /** Closes every connection; an embedded database is closed with the last of them. */
    @Override
    public void close() {
        connections.close();
    }
}
