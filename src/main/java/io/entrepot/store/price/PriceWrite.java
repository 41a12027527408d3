package io.entrepot.store.price;

import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.PriceRecord;
import io.entrepot.model.Refusal;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.RowBatch;
import io.entrepot.store.trace.WriteTrace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Sets one batch of prices inside one transaction. */
final class PriceWrite {

    /** Prices keep no dates. */
    private static final Instant UNDATED = Instant.EPOCH;

    private final DSLContext context;
    private final WriteTrace trace;

    PriceWrite(DSLContext context, WriteTrace trace) {
        this.context = context;
        this.trace = trace;
    }

    private record Key(Object sku, String priceList) {}

    static void requireDistinct(Collection<SkuPrice> prices) {
        Set<Key> keys = new HashSet<>();
        for (SkuPrice price : prices) {
            if (!keys.add(new Key(price.sku(), price.priceList()))) {
                throw new IllegalArgumentException(
                        "SKU '" + price.sku() + "' is there twice for price list '" + price.priceList() + "'");
            }
        }
    }

    Changes put(List<SkuPrice> prices) {
        Map<String, Long> ids = context.select(SKU.CODE, SKU.ID)
                .from(SKU)
                .where(SKU.CODE.in(prices.stream().map(SkuPrice::sku).toList()))
                .fetchMap(SKU.CODE, SKU.ID);
        Map<Key, PriceRecord> stored = context.selectFrom(PRICE)
                .where(PRICE.SKU_ID.in(ids.values()))
                .fetchMap(row -> new Key(row.getSkuId(), row.getPriceList()));
        RowBatch<PriceRecord> batch = new RowBatch<>();
        for (SkuPrice price : prices) {
            Long id = require(ids.get(price.sku()), price.sku());
            PriceRecord row = stored.get(new Key(id, price.priceList()));
            batch.add(filled(row == null ? new PriceRecord() : row, id, price), row != null);
        }
        return batch.write(context, trace, UNDATED);
    }

    private static Long require(@Nullable Long id, String sku) {
        if (id == null) {
            throw new Refusal(
                    Prices.UNKNOWN_SKU, "sku", "there is no SKU '" + sku + "'", "put the product with this SKU first");
        }
        return id;
    }

    private static PriceRecord filled(PriceRecord row, Long sku, SkuPrice price) {
        row.setSkuId(sku);
        row.setPriceList(price.priceList());
        row.setCurrency(price.price().currency().getCurrencyCode());
        row.setAmount(price.price().minor());
        row.setCompareAtAmount(
                price.compareAt() == null ? null : price.compareAt().minor());
        return row;
    }
}
