package io.entrepot.bench;

import java.sql.SQLException;
import java.util.List;

/** Plain SQL from this process, which is not the server's. */
final class SqlLoad implements Load {

    private final SqlWriter writer;
    private final Changes changes;

    SqlLoad(Site site, int skus, int perSecond) throws SQLException {
        writer = new SqlWriter(site.database());
        changes = new Changes(skus, perSecond, writer);
    }

    @Override
    public List<Change> make(int count) throws Exception {
        return changes.make(count);
    }

    @Override
    public Times commits() throws Exception {
        return Commits.ofDatabase(writer);
    }

    @Override
    public void close() {
        writer.close();
    }
}
