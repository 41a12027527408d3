package io.entrepot.database;

import java.nio.file.Path;

/** H2 in files, as Entrepot is shipped. */
final class H2FileServer implements DatabaseServer {

    private final Path folder = TestFolder.fresh("h2");

    @Override
    public DatabaseSettings create(String name) {
        String url = "jdbc:h2:file:" + folder.resolve(name);
        return new DatabaseSettings(url + ";AUTO_SERVER=TRUE", "sa", "");
    }
}
