package io.entrepot.database;

import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import java.time.Instant;
import org.jooq.DSLContext;

/** One product with one SKU, its stock at one location and its price: 10 on hand, 19.90 CNY. */
final class TestStore {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    final long product;
    final long sku;
    final long location;

    TestStore(Database database) {
        DSLContext queries = database.queries();
        product = queries.insertInto(PRODUCT)
                .set(PRODUCT.CODE, "tea")
                .set(PRODUCT.TITLE, "Tea")
                .set(PRODUCT.CREATED_AT, NOW)
                .set(PRODUCT.UPDATED_AT, NOW)
                .returningResult(PRODUCT.ID)
                .fetchSingle()
                .value1();
        sku = queries.insertInto(SKU)
                .set(SKU.PRODUCT_ID, product)
                .set(SKU.CODE, "tea-50")
                .set(SKU.VARIANT, "50 g")
                .set(SKU.CREATED_AT, NOW)
                .set(SKU.UPDATED_AT, NOW)
                .returningResult(SKU.ID)
                .fetchSingle()
                .value1();
        location = queries.insertInto(LOCATION)
                .set(LOCATION.CODE, "main")
                .set(LOCATION.NAME, "Main")
                .set(LOCATION.EXTERNAL_OWNER, false)
                .returningResult(LOCATION.ID)
                .fetchSingle()
                .value1();
        queries.insertInto(STOCK_LEVEL)
                .set(STOCK_LEVEL.SKU_ID, sku)
                .set(STOCK_LEVEL.LOCATION_ID, location)
                .set(STOCK_LEVEL.ON_HAND, 10L)
                .execute();
        queries.insertInto(PRICE)
                .set(PRICE.SKU_ID, sku)
                .set(PRICE.PRICE_LIST, "default")
                .set(PRICE.CURRENCY, "CNY")
                .set(PRICE.AMOUNT, 1990L)
                .execute();
    }
}
