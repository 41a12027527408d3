package io.entrepot.store.catalog;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads products with their SKUs: two statements however many there are. */
final class ProductReading {

    private ProductReading() {}

    static List<Product> withSkus(DSLContext context, Condition condition, int limit) {
        List<ProductRecord> products = context.selectFrom(PRODUCT)
                .where(condition)
                .orderBy(PRODUCT.CODE)
                .limit(limit)
                .fetch();
        List<Long> ids = products.stream().map(ProductRecord::getId).toList();
        Map<Long, Result<SkuRecord>> skus = context.selectFrom(SKU)
                .where(SKU.PRODUCT_ID.in(ids))
                .orderBy(SKU.ID)
                .fetchGroups(SKU.PRODUCT_ID);
        return products.stream().map(row -> product(row, skus.get(row.getId()))).toList();
    }

    static Condition condition(ProductFilter filter, @Nullable String after) {
        Condition condition = DSL.noCondition();
        if (filter.text() != null) {
            condition =
                    PRODUCT.TITLE.containsIgnoreCase(filter.text()).or(PRODUCT.CODE.containsIgnoreCase(filter.text()));
        }
        if (filter.brand() != null) {
            condition = condition.and(PRODUCT.BRAND.eq(filter.brand()));
        }
        if (filter.category() != null) {
            condition = condition.and(PRODUCT.CATEGORY.eq(filter.category()));
        }
        return after == null ? condition : condition.and(PRODUCT.CODE.gt(after));
    }

    private static Product product(ProductRecord row, @Nullable Result<SkuRecord> skus) {
        return new Product(
                row.getCode(),
                row.getTitle(),
                row.getDescription(),
                row.getBrand(),
                row.getCategory(),
                row.getImageUrl(),
                skus == null ? List.of() : skus.map(ProductReading::details));
    }

    static SkuDetails details(Record row) {
        return new SkuDetails(
                row.get(SKU.CODE),
                row.get(SKU.BARCODE),
                Variant.ofJson(row.get(SKU.VARIANT)),
                row.get(SKU.WEIGHT_GRAMS),
                row.get(SKU.IMAGE_URL));
    }
}
