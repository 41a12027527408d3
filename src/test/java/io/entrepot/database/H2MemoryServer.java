package io.entrepot.database;

/** H2 within this JVM's memory. */
final class H2MemoryServer implements DatabaseServer {

    @Override
    public DatabaseSettings create(String name) {
        return new DatabaseSettings("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }
}
