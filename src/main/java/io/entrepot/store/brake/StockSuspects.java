package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.database.schema.tables.records.ChangeLogRecord;
import io.entrepot.database.schema.tables.records.StockLevelRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * Stock that a count took from some to none, as a storefront would show it. What orders take does not count, whatever it
 * leaves: that is what stock is for.
 */
final class StockSuspects {

    private final SalesTerms terms;

    StockSuspects(SalesTerms terms) {
        this.terms = terms;
    }

    /**
     * Notes what these changes did.
     *
     * @return the storefronts whose brake must be judged anew
     */
    Set<StorefrontId> note(DSLContext tx, List<ChangeLogRecord> changes, Instant now) {
        Map<Long, Map<Long, Long>> counted = counted(changes);
        if (counted.isEmpty()) {
            return Set.of();
        }
        Suspects suspects = new Suspects(tx, Aspect.STOCK, counted.keySet(), now);
        Set<Long> skus = new TreeSet<>(suspects.skus());
        counted.forEach((sku, byLocation) -> {
            if (byLocation.values().stream().anyMatch(change -> change < 0)) {
                skus.add(sku);
            }
        });
        if (skus.isEmpty()) {
            return Set.of();
        }
        Map<Long, Set<String>> live = suspects.live(skus);
        Map<Long, Result<StockLevelRecord>> levels =
                tx.selectFrom(STOCK_LEVEL).where(STOCK_LEVEL.SKU_ID.in(skus)).fetchGroups(STOCK_LEVEL.SKU_ID);
        for (Terms each : terms.all()) {
            if (each.pushed().contains(Aspect.STOCK)) {
                for (Long sku : skus) {
                    boolean isLive = live.getOrDefault(sku, Set.of())
                            .contains(each.storefront().value());
                    long free = free(each, levels.get(sku));
                    judge(each, sku, free, change(each, counted.getOrDefault(sku, Map.of())), isLive, suspects);
                }
            }
        }
        return suspects.store();
    }

    /** By how much counts, and not orders, changed each SKU at each location; 0 where only orders did. */
    private static Map<Long, Map<Long, Long>> counted(List<ChangeLogRecord> changes) {
        Map<Long, Map<Long, Long>> counted = new TreeMap<>();
        for (ChangeLogRecord change : changes) {
            if (change.getKind().equals("stock")) {
                // Of our own writes, a count leaves its moment, and an order none.
                boolean order = change.getOwn() && change.getAsOf() == null;
                counted.computeIfAbsent(change.getSubjectId(), sku -> new HashMap<>())
                        .merge(change.getLocationId(), order ? 0L : change.getQuantityChange(), Long::sum);
            }
        }
        return counted;
    }

    private static long free(Terms terms, @Nullable Collection<StockLevelRecord> levels) {
        return levels == null
                ? 0
                : levels.stream()
                        .filter(level -> terms.locations().contains(level.getLocationId()))
                        .mapToLong(level -> level.getOnHand() - level.getCommitted())
                        .sum();
    }

    private static long change(Terms terms, Map<Long, Long> byLocation) {
        return terms.locations().stream()
                .mapToLong(location -> byLocation.getOrDefault(location, 0L))
                .sum();
    }

    private static void judge(Terms terms, long sku, long free, long change, boolean live, Suspects suspects) {
        boolean none = terms.stock().wanted(free) <= 0;
        BrakeSuspectRecord row = suspects.find(terms.storefront(), sku);
        if (row == null) {
            if (none && live && change < 0 && terms.stock().wanted(free - change) > 0) {
                suspects.make(terms.storefront(), sku, free - change, free, true);
            }
        } else if (!none) {
            suspects.drop(row);
        } else if (change != 0) {
            row.setValueAfter(row.getValueAfter() + change);
            suspects.change(row);
        }
    }
}
