package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Logs new SKUs and changes of what a SKU says, on H2. */
public final class SkuTrigger extends ChangeTrigger {

    /** Made by H2. */
    public SkuTrigger() {}

    @Override
    public void fire(Connection connection, @Nullable ResultSet oldRow, ResultSet newRow) throws SQLException {
        if (oldRow == null
                || differ(oldRow, newRow, "product_id", "code", "barcode", "variant", "weight_grams", "image_url")) {
            log(connection, "sku", newRow.getLong("id"));
        }
    }
}
