package io.entrepot.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.entrepot.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Another program that writes to the database with plain SQL. */
final class SqlWriter implements StockWriter, AutoCloseable {

    private final HikariDataSource connections;

    SqlWriter(DatabaseSettings database) throws SQLException {
        connections = new HikariDataSource();
        connections.setJdbcUrl(database.url());
        connections.setUsername(database.user());
        connections.setPassword(database.password());
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists bench_commit (n bigint)");
            statement.execute("insert into bench_commit values (0)");
        }
    }

    @Override
    public void set(String sku, long onHand) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update stock_level set on_hand = ? where sku_id = (select id from sku where code = ?)")) {
            update.setLong(1, onHand);
            update.setString(2, sku);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("no stock level of " + sku);
            }
        }
    }

    @Override
    public void commitOnly() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update bench_commit set n = n + 1");
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
