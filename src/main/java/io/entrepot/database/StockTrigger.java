package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Logs changes of stock levels on H2. */
public final class StockTrigger extends ChangeTrigger {

    /** Made by H2. */
    public StockTrigger() {}

    @Override
    public void fire(Connection connection, @Nullable ResultSet oldRow, @Nullable ResultSet newRow)
            throws SQLException {
        if (oldRow != null && newRow != null && !differ(oldRow, newRow, "sku_id", "location_id")) {
            if (differ(oldRow, newRow, "on_hand", "committed", "as_of")) {
                long change = newRow.getLong("on_hand") - oldRow.getLong("on_hand");
                boolean own = newRow.getLong("version") > oldRow.getLong("version");
                logStock(connection, newRow, change, own, differ(oldRow, newRow, "as_of"));
            }
            return;
        }
        if (oldRow != null) {
            logStock(connection, oldRow, -oldRow.getLong("on_hand"), false, false);
        }
        if (newRow != null) {
            boolean own = oldRow == null && newRow.getLong("version") > 0;
            logStock(connection, newRow, newRow.getLong("on_hand"), own, true);
        }
    }

    private void logStock(Connection connection, ResultSet row, long change, boolean own, boolean newAsOf)
            throws SQLException {
        Long asOf = newAsOf ? row.getObject("as_of", Long.class) : null;
        log(connection, "stock", row.getLong("sku_id"), row.getLong("location_id"), change, own, asOf);
    }
}
