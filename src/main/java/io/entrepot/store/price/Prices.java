package io.entrepot.store.price;

import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.store.catalog.Batches;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.trace.WriteTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;

/** The prices of the central store; safe for use by many threads. */
public final class Prices {

    /** A price for a SKU that is not in the catalogue. */
    public static final ErrorCode UNKNOWN_SKU = new ErrorCode("ENT-2040");

    private static final int TRIES = 3;

    private final Database database;
    private final WriteTrace trace;

    public Prices(Database database) {
        this(database, WriteTrace.NONE);
    }

    private Prices(Database database, WriteTrace trace) {
        this.database = database;
        this.trace = trace;
    }

    /** The same, of whose writes another hears. */
    public Prices traced(WriteTrace listener) {
        return new Prices(database, listener);
    }

    /**
     * Sets prices, in transactions of a thousand. What is equal already is not touched.
     *
     * @throws Refusal ENT-2040 when there is no such SKU; prices of the same thousand are then not set
     * @throws IllegalArgumentException when a SKU is given twice for one price list
     */
    public Changes put(Collection<SkuPrice> prices) {
        PriceWrite.requireDistinct(prices);
        Changes[] all = {Changes.NONE};
        Batches.of(prices, batch -> all[0] = all[0].plus(putBatch(batch)));
        return all[0];
    }

    /** Another writer may create the same price between our look and our insert; the second look then sees it. */
    private Changes putBatch(List<SkuPrice> batch) {
        for (int tries = 1; ; tries++) {
            try {
                return database.inTransaction(context -> new PriceWrite(context, trace).put(batch));
            } catch (IntegrityConstraintViolationException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What a SKU costs in a price list. */
    public Optional<SkuPrice> price(String sku, String priceList) {
        return Optional.ofNullable(prices(List.of(sku), priceList).get(sku));
    }

    /** What these SKUs cost in a price list, as far as it has them, by SKU code. */
    public Map<String, SkuPrice> prices(Collection<String> skus, String priceList) {
        Map<String, SkuPrice> found = new HashMap<>();
        Batches.of(skus, batch -> database.queries()
                .select(SKU.CODE, PRICE.PRICE_LIST, PRICE.CURRENCY, PRICE.AMOUNT, PRICE.COMPARE_AT_AMOUNT)
                .from(PRICE)
                .join(SKU)
                .on(SKU.ID.eq(PRICE.SKU_ID))
                .where(SKU.CODE.in(batch).and(PRICE.PRICE_LIST.eq(priceList)))
                .forEach(row -> found.put(row.get(SKU.CODE), read(row))));
        return found;
    }

    /** All prices of a SKU, in the order of their price lists. */
    public List<SkuPrice> pricesOf(String sku) {
        return database.queries()
                .select(SKU.CODE, PRICE.PRICE_LIST, PRICE.CURRENCY, PRICE.AMOUNT, PRICE.COMPARE_AT_AMOUNT)
                .from(PRICE)
                .join(SKU)
                .on(SKU.ID.eq(PRICE.SKU_ID))
                .where(SKU.CODE.eq(sku))
                .orderBy(PRICE.PRICE_LIST)
                .fetch(Prices::read);
    }

    private static SkuPrice read(Record row) {
        String currency = row.get(PRICE.CURRENCY);
        Long compareAt = row.get(PRICE.COMPARE_AT_AMOUNT);
        return new SkuPrice(
                row.get(SKU.CODE),
                row.get(PRICE.PRICE_LIST),
                Money.of(row.get(PRICE.AMOUNT), currency),
                compareAt == null ? null : Money.of(compareAt, currency));
    }
}
