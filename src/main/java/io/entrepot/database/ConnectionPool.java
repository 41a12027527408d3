package io.entrepot.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.entrepot.database.Database.Vendor;
import io.entrepot.model.Refusal;

/** Connections that behave alike on each vendor: READ COMMITTED, and no wait of more than five seconds for another's lock. */
final class ConnectionPool {

    private ConnectionPool() {}

    /**
     * Opens the pool with its first connection.
     *
     * @throws Refusal when there is no connection to be had
     */
    static HikariDataSource open(DatabaseSettings settings) {
        if (settings.vendor() == Vendor.H2) {
            H2Process.listenOnLoopbackOnly(new H2Address(settings.url()).isShared());
        }
        try {
            HikariDataSource connections = new HikariDataSource(pool(settings));
            if (settings.vendor() == Vendor.H2) {
                H2Process.leaveClosingToUs();
            }
            return connections;
        } catch (PoolInitializationException e) {
            throw DatabaseErrors.unreachable(settings, e);
        }
    }

    private static HikariConfig pool(DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("entrepot-database");
        pool.setJdbcUrl(settings.completedUrl());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        switch (settings.vendor()) {
            case H2 -> {} // its address says so
            case POSTGRESQL ->
                pool.setConnectionInitSql("set lock_timeout = '5s'; set plan_cache_mode = force_custom_plan");
            case MARIADB -> pool.setConnectionInitSql("set innodb_lock_wait_timeout = 5");
        }
        return pool;
    }
}
