package io.entrepot.store.catalog;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.store.trace.WriteTrace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The products and SKUs of the central store; safe for use by many threads. */
public final class Catalog {

    private static final int TRIES = 3;

    private final Database database;
    private final Clock clock;
    private final WriteTrace trace;

    /**
     * @param clock dates what is created and changed
     */
    public Catalog(Database database, Clock clock) {
        this(database, clock, WriteTrace.NONE);
    }

    private Catalog(Database database, Clock clock, WriteTrace trace) {
        this.database = database;
        this.clock = clock;
        this.trace = trace;
    }

    /** The same, of whose writes another hears. */
    public Catalog traced(WriteTrace listener) {
        return new Catalog(database, clock, listener);
    }

    /**
     * Creates the products and SKUs that are not there and changes those that differ, in transactions of about a thousand
     * SKUs. What is equal already is not touched. A SKU that belongs to another product moves to the one given; SKUs that
     * are not named stay.
     *
     * @throws IllegalArgumentException when a product's or a SKU's code is given twice
     */
    public Written put(Collection<Product> products) {
        CatalogWrite.requireDistinct(products);
        Written[] all = {Written.NOTHING};
        Batches.byWeight(
                products, product -> 1 + product.skus().size(), batch -> all[0] = all[0].plus(putBatch(batch)));
        return all[0];
    }

    /** Another writer may create the same code between our look and our insert; the second look then sees it. */
    private Written putBatch(List<Product> batch) {
        for (int tries = 1; ; tries++) {
            try {
                return database.inTransaction(context -> new CatalogWrite(context, clock.instant(), trace).put(batch));
            } catch (IntegrityConstraintViolationException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Whether there is no product yet. */
    public boolean isEmpty() {
        return !database.queries().fetchExists(PRODUCT);
    }

    /** The product with that code. */
    public Optional<Product> product(String code) {
        return products(List.of(code)).stream().findFirst();
    }

    /** The products with these codes, as far as there are any, each with all its SKUs. */
    public List<Product> products(Collection<String> codes) {
        List<Product> all = new ArrayList<>();
        Batches.of(
                codes,
                batch -> all.addAll(ProductReading.withSkus(database.queries(), PRODUCT.CODE.in(batch), batch.size())));
        return all;
    }

    /**
     * A page of products in the order of their codes.
     *
     * @param after the code of the last product of the page before, or null for the first page
     * @param limit at most this many; 1 or more
     */
    public List<Product> page(ProductFilter filter, @Nullable String after, int limit) {
        return ProductReading.withSkus(database.queries(), ProductReading.condition(filter, after), limit);
    }

    /** The SKUs with these codes, as far as there are any, by code. */
    public Map<String, StoredSku> skus(Collection<String> codes) {
        Map<String, StoredSku> found = new HashMap<>();
        Batches.of(codes, batch -> database.queries()
                .select(PRODUCT.CODE, SKU.CODE, SKU.BARCODE, SKU.VARIANT, SKU.WEIGHT_GRAMS, SKU.IMAGE_URL)
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .where(SKU.CODE.in(batch))
                .forEach(row -> found.put(
                        row.get(SKU.CODE), new StoredSku(row.get(PRODUCT.CODE), ProductReading.details(row)))));
        return found;
    }

    /** The ids of the SKUs with these codes, as far as there are any, by code. */
    public Map<String, Long> skuIds(Collection<String> codes) {
        Map<String, Long> ids = new HashMap<>();
        Batches.of(codes, batch -> database.queries()
                .select(SKU.CODE, SKU.ID)
                .from(SKU)
                .where(SKU.CODE.in(batch))
                .forEach(row -> ids.put(row.value1(), row.value2())));
        return ids;
    }
}
