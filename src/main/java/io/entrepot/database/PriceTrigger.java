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
                logPrice(connection, oldRow);
            }
            return;
        }
        if (oldRow != null) {
            logPrice(connection, oldRow);
        }
        if (newRow != null) {
            log(connection, "price", newRow.getLong("sku_id"));
        }
    }

    private void logPrice(Connection connection, ResultSet before) throws SQLException {
        Was was = new Was(before.getString("price_list"), before.getString("currency"), before.getLong("amount"));
        log(connection, "price", before.getLong("sku_id"), null, null, true, null, was);
    }
}
