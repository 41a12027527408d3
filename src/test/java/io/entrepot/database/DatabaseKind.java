package io.entrepot.database;

import java.util.function.Supplier;

/** A database as tests meet it. Its server is started when first needed and ends with the JVM. */
public enum DatabaseKind {
    H2_MEMORY(H2MemoryServer::new),
    H2_FILE(H2FileServer::new),
    POSTGRESQL(PostgresServer::new),
    MARIADB(MariaDbServer::new);

    private final DatabaseServers servers;

    DatabaseKind(Supplier<DatabaseServer> server) {
        this.servers = new DatabaseServers(this, server);
    }

    DatabaseServers servers() {
        return servers;
    }
}
