package io.entrepot.store.catalog;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import io.entrepot.store.trace.WriteTrace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Puts one batch inside one transaction. It looks first and then inserts and updates in JDBC batches, as no upsert is
 * common to the three databases and none of theirs leaves an equal row untouched.
 */
final class CatalogWrite {

    private final DSLContext context;
    private final Instant now;
    private final WriteTrace trace;

    CatalogWrite(DSLContext context, Instant now, WriteTrace trace) {
        this.context = context;
        this.now = now;
        this.trace = trace;
    }

    static void requireDistinct(Collection<Product> products) {
        Set<String> codes = new HashSet<>();
        Set<String> skus = new HashSet<>();
        for (Product product : products) {
            requireNew(codes, product.code());
            product.skus().forEach(sku -> requireNew(skus, sku.code()));
        }
    }

    private static void requireNew(Set<String> codes, String code) {
        if (!codes.add(code)) {
            throw new IllegalArgumentException("code '" + code + "' is there twice");
        }
    }

    Written put(List<Product> products) {
        Changes changes = putProducts(products);
        Map<String, Long> ids = context.select(PRODUCT.CODE, PRODUCT.ID)
                .from(PRODUCT)
                .where(PRODUCT.CODE.in(codes(products)))
                .fetchMap(PRODUCT.CODE, PRODUCT.ID);
        return new Written(changes, putSkus(products, ids));
    }

    private Changes putProducts(List<Product> products) {
        Map<String, ProductRecord> stored = context.selectFrom(PRODUCT)
                .where(PRODUCT.CODE.in(codes(products)))
                .fetchMap(PRODUCT.CODE);
        RowBatch<ProductRecord> batch = new RowBatch<>();
        for (Product product : products) {
            ProductRecord row = stored.getOrDefault(product.code(), new ProductRecord());
            fill(row, product);
            if (batch.add(row, stored.containsKey(product.code()))) {
                row.setUpdatedAt(now);
            }
        }
        batch.created().forEach(row -> row.setCreatedAt(now));
        return batch.write(context, trace, now);
    }

    private static void fill(ProductRecord row, Product product) {
        row.setCode(product.code());
        row.setTitle(product.title());
        row.setDescription(product.description());
        row.setBrand(product.brand());
        row.setCategory(product.category());
        row.setImageUrl(product.imageUrl());
    }

    private Changes putSkus(List<Product> products, Map<String, Long> productIds) {
        Map<String, SkuRecord> stored = storedSkus(products);
        RowBatch<SkuRecord> batch = new RowBatch<>();
        for (Product product : products) {
            for (SkuDetails sku : product.skus()) {
                SkuRecord row = stored.getOrDefault(sku.code(), new SkuRecord());
                fill(row, sku, Objects.requireNonNull(productIds.get(product.code())));
                if (batch.add(row, stored.containsKey(sku.code()))) {
                    row.setUpdatedAt(now);
                }
            }
        }
        batch.created().forEach(row -> row.setCreatedAt(now));
        return batch.write(context, trace, now);
    }

    private Map<String, SkuRecord> storedSkus(List<Product> products) {
        Map<String, SkuRecord> stored = new HashMap<>();
        List<String> codes = products.stream()
                .flatMap(p -> p.skus().stream())
                .map(SkuDetails::code)
                .toList();
        Batches.of(
                codes,
                some -> stored.putAll(
                        context.selectFrom(SKU).where(SKU.CODE.in(some)).fetchMap(SKU.CODE)));
        return stored;
    }

    private static void fill(SkuRecord row, SkuDetails sku, Long productId) {
        row.setProductId(productId);
        row.setCode(sku.code());
        row.setBarcode(sku.barcode());
        row.setVariant(sku.variant().json());
        row.setWeightGrams(sku.weightGrams());
        row.setImageUrl(sku.imageUrl());
    }

    private static List<String> codes(List<Product> products) {
        return products.stream().map(Product::code).toList();
    }
}
