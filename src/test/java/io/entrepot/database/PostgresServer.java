package io.entrepot.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server from its Maven artifact, which ends it with the JVM. It keeps nothing, so it need not be durable. */
final class PostgresServer implements DatabaseServer {

    private final EmbeddedPostgres server;

    PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(TestFolder.fresh("postgresql"))
                    .setOverrideWorkingDirectory(
                            TestFolder.kept("postgresql-binaries").toFile())
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatabaseSettings create(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name, "postgres", "");
    }
}
