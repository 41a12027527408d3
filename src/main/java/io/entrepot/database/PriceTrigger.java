package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Logs changes of prices on H2. */
public final class PriceTrigger extends ChangeTrigger {

    /** Made by H2. */
    public PriceTrigger() {}

    @Override
    public void fire(Connection connection, @Nullable ResultSet oldRow, @Nullable ResultSet newRow)
            throws SQLException {
        if (oldRow != null && newRow != null && !differ(oldRow, newRow, "sku_id")) {
            if (differ(oldRow, newRow, "price_list", "currency", "amount", "compare_at_amount")) {
                log(connection, "price", newRow.getLong("sku_id"));
            }
            return;
        }
        if (oldRow != null) {
            log(connection, "price", oldRow.getLong("sku_id"));
        }
        if (newRow != null) {
            log(connection, "price", newRow.getLong("sku_id"));
        }
    }
}
