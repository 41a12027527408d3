package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.schema.tables.records.StockLevelRecord;
import io.entrepot.model.Aspect;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Finds what is not out of stock as a whole, but has fallen to nothing for a storefront, by its locations, buffer or share. */
public final class EmptiedThere {

    private EmptiedThere() {}

    /** Makes the stock of these SKUs most urgent on the storefronts that should show none; it must have been raised before. */
    public static void urge(DSLContext tx, SalesTerms terms, Collection<Long> fell) {
        if (fell.isEmpty()) {
            return;
        }
        List<StockLevelRecord> levels =
                tx.selectFrom(STOCK_LEVEL).where(STOCK_LEVEL.SKU_ID.in(fell)).fetch();
        for (Terms each : terms.all()) {
            List<Long> empty = fell.stream()
                    .filter(sku -> each.stock().wanted(free(levels, sku, each)) <= 0)
                    .toList();
            if (!empty.isEmpty()) {
                tx.update(PUBLICATION)
                        .set(PUBLICATION.URGENCY, 0)
                        .where(PUBLICATION.STOREFRONT_ID.eq(each.storefront().value()))
                        .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                        .and(PUBLICATION.LISTING_ID.in(
                                DSL.select(LISTING.ID).from(LISTING).where(LISTING.SKU_ID.in(empty))))
                        .execute();
            }
        }
    }

    private static long free(List<StockLevelRecord> levels, long sku, Terms terms) {
        return levels.stream()
                .filter(level -> level.getSkuId() == sku && terms.locations().contains(level.getLocationId()))
                .mapToLong(level -> level.getOnHand() - level.getCommitted())
                .sum();
    }
}
