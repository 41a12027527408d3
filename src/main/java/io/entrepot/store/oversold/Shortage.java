package io.entrepot.store.oversold;

import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.store.publication.SalesTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * What is there and what is promised of a SKU in one set of locations.
 *
 * @param locations their ids, in the order in which a storefront names them
 */
record Shortage(List<Long> locations, long onHand, long committed) {

    /** Units promised that are not there; 0 or less where there are enough. */
    long shortBy() {
        return committed - onHand;
    }

    private Shortage plus(long moreOnHand, long moreCommitted) {
        return new Shortage(locations, onHand + moreOnHand, committed + moreCommitted);
    }

    /** Of each SKU, the sets of locations in which more is promised than there is; the worst first. */
    static Map<Long, List<Shortage>> of(DSLContext tx, SalesTerms terms, Collection<Long> skus) {
        Map<Long, Map<List<Long>, Shortage>> sums = new HashMap<>();
        List<List<Long>> sets = terms.locationSets();
        tx.selectFrom(STOCK_LEVEL).where(STOCK_LEVEL.SKU_ID.in(skus)).forEach(level -> {
            for (List<Long> set : sets) {
                if (set.contains(level.getLocationId())) {
                    sums.computeIfAbsent(level.getSkuId(), sku -> new HashMap<>())
                            .merge(
                                    set,
                                    new Shortage(set, level.getOnHand(), level.getCommitted()),
                                    (sum, one) -> sum.plus(one.onHand(), one.committed()));
                }
            }
        });
        Map<Long, List<Shortage>> shortages = new HashMap<>();
        sums.forEach((sku, bySet) -> {
            List<Shortage> worst = new ArrayList<>(bySet.values());
            worst.removeIf(each -> each.shortBy() <= 0);
            worst.sort((one, other) -> Long.compare(other.shortBy(), one.shortBy()));
            if (!worst.isEmpty()) {
                shortages.put(sku, worst);
            }
        });
        return shortages;
    }
}
