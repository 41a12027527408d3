package io.entrepot.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.entrepot.database.Database.Vendor;
import io.entrepot.model.Refusal;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** A database that is connected to, up to date, and ready for use until it is closed. */
public final class OpenDatabase implements AutoCloseable {

    private final HikariDataSource connections;
    private final Database database;

    private OpenDatabase(HikariDataSource connections, Database database) {
        this.connections = connections;
        this.database = database;
    }

    /**
     * Connects to a database and brings its tables up to this version; an embedded one is made when it is not there.
     *
     * @throws Refusal when it cannot be connected to or its tables cannot be brought up to date
     */
    public static OpenDatabase open(DatabaseSettings settings) {
        HikariDataSource connections = connect(settings);
        try {
            new SchemaMigration(connections, settings.vendor()).run();
        } catch (FlywayException e) {
            connections.close();
            throw DatabaseErrors.notMigrated(settings, e);
        }
        return new OpenDatabase(connections, new Database(connections, settings.vendor()));
    }

    /** Queries and transactions on this database. */
    public Database database() {
        return database;
    }

    /** The pool of connections, for libraries that bring their own queries; all are READ COMMITTED. */
    public DataSource connections() {
        return connections;
    }

    /** Closes every connection; an embedded database is closed with the last of them. */
    @Override
    public void close() {
        connections.close();
    }

    private static HikariDataSource connect(DatabaseSettings settings) {
        try {
            return new HikariDataSource(pool(settings));
        } catch (PoolInitializationException e) {
            throw DatabaseErrors.unreachable(settings, e);
        }
    }

    private static HikariConfig pool(DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("entrepot-database");
        pool.setJdbcUrl(settings.vendor() == Vendor.H2 ? new H2Address(settings.url()).completed() : settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return pool;
    }
}
