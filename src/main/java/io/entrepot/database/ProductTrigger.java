package io.entrepot.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Logs changes of what a product says, on H2. */
public final class ProductTrigger extends ChangeTrigger {

    /** Made by H2. */
    public ProductTrigger() {}

    @Override
    public void fire(Connection connection, ResultSet oldRow, ResultSet newRow) throws SQLException {
        if (differ(oldRow, newRow, "code", "title", "description", "brand", "category", "image_url")) {
            log(connection, "product", newRow.getLong("id"));
        }
    }
}
