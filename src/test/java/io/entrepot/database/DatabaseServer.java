package io.entrepot.database;

/** One running server, or what stands for it where a database is embedded. */
interface DatabaseServer {

    /** Makes a new empty database. */
    DatabaseSettings create(String name) throws Exception;
}
