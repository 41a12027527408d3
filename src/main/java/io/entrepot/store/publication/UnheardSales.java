package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;

import io.entrepot.database.schema.tables.records.FeedCursorRecord;
import io.entrepot.database.schema.tables.records.StockMovementRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;

/**
 * What the other storefronts have probably sold and not yet told of: how fast each of them sells, times how far its order feed is
 * behind, less what it has told of that time already. Where nothing is left to sell, nothing is sold.
 */
final class UnheardSales {

    /** The sales of so long tell how fast a SKU sells. */
    private static final Duration PACE = Duration.ofMinutes(1);

    /** A feed that is further behind was switched off, or will be away for longer than anything can be held back for. */
    private static final Duration GIVEN_UP = Duration.ofHours(1);

    private final Map<String, Instant> toldUpTo;
    private final Map<Long, Result<StockMovementRecord>> sales;
    private final Map<Listed, Instant> soldOut;
    private final Instant now;

    private record Listed(String storefront, long sku) {}

    private UnheardSales(
            Map<String, Instant> toldUpTo,
            Map<Long, Result<StockMovementRecord>> sales,
            Map<Listed, Instant> soldOut,
            Instant now) {
        this.toldUpTo = toldUpTo;
        this.sales = sales;
        this.soldOut = soldOut;
        this.now = now;
    }

    /** Of these SKUs, elsewhere than on that storefront. */
    static UnheardSales elsewhere(DSLContext tx, StorefrontId storefront, Collection<Long> skus, Instant now) {
        Map<String, Instant> toldUpTo = toldUpTo(tx, storefront, now);
        Instant oldest = toldUpTo.values().stream().min(Instant::compareTo).orElse(now);
        Map<Long, Result<StockMovementRecord>> sales = tx.selectFrom(STOCK_MOVEMENT)
                .where(STOCK_MOVEMENT.SKU_ID.in(skus))
                .and(STOCK_MOVEMENT.SOLD_AT.gt(oldest.minus(PACE)))
                .and(STOCK_MOVEMENT.STOREFRONT_ID.in(toldUpTo.keySet()))
                .orderBy(STOCK_MOVEMENT.SOLD_AT)
                .fetchGroups(STOCK_MOVEMENT.SKU_ID);
        return new UnheardSales(toldUpTo, sales, soldOut(tx, sales.keySet(), toldUpTo.keySet(), now), now);
    }

    /** Up to when each of the other storefronts has told everything, on our clock. */
    private static Map<String, Instant> toldUpTo(DSLContext tx, StorefrontId storefront, Instant now) {
        Map<String, Instant> told = tx.selectFrom(FEED_CURSOR)
                .where(FEED_CURSOR.STOREFRONT_ID.ne(storefront.value()))
                .and(FEED_CURSOR.FEED.eq("orders"))
                .and(FEED_CURSOR.COMPLETE_TO.isNotNull())
                .fetchMap(FeedCursorRecord::getStorefrontId, row -> row.getCompleteTo()
                        .minusMillis(row.getClockAheadMillis()));
        told.values().removeIf(upTo -> upTo.isBefore(now.minus(GIVEN_UP)));
        return told;
    }

    /** Since when a storefront is known to have none left; the latest where it lists the SKU more than once. */
    private static Map<Listed, Instant> soldOut(
            DSLContext tx, Collection<Long> skus, Collection<String> storefronts, Instant now) {
        Result<Record3<Long, String, Long>> publications = tx.select(
                        PUBLICATION.ID, LISTING.STOREFRONT_ID, LISTING.SKU_ID)
                .from(LISTING)
                .join(PUBLICATION)
                .on(PUBLICATION.LISTING_ID.eq(LISTING.ID))
                .where(LISTING.SKU_ID.in(skus))
                .and(LISTING.STOREFRONT_ID.in(storefronts))
                .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                .fetch();
        Map<Long, ChannelLedger> ledgers = LedgerRows.load(tx, publications.getValues(PUBLICATION.ID), now);
        Map<Listed, Instant> soldOut = new HashMap<>();
        publications.forEach(row -> {
            ChannelLedger ledger = ledgers.getOrDefault(row.value1(), ChannelLedger.EMPTY);
            Instant since =
                    ledger.showsZero() ? ledger.newestRead().map(Read::to).orElse(Instant.MAX) : Instant.MAX;
            soldOut.merge(new Listed(row.value2(), row.value3()), since, (a, b) -> a.isAfter(b) ? a : b);
        });
        return soldOut;
    }

    /** Units of that SKU, as many as are to be expected. */
    double of(long sku) {
        List<StockMovementRecord> sold = sales.get(sku);
        return sold == null
                ? 0
                : toldUpTo.entrySet().stream()
                        .mapToDouble(feed -> of(new Listed(feed.getKey(), sku), feed.getValue(), sold))
                        .sum();
    }

    private double of(Listed listed, Instant told, List<StockMovementRecord> sold) {
        List<StockMovementRecord> there = sold.stream()
                .filter(sale -> listed.storefront().equals(sale.getStorefrontId()))
                .filter(sale -> sale.getSoldAt().isAfter(told.minus(PACE)))
                .toList();
        long before = units(there, sale -> !sale.getSoldAt().isAfter(told));
        long heard = units(there, sale -> sale.getSoldAt().isAfter(told));
        double most = busiest(there);
        double perMinute = Math.max(before, most - Math.sqrt(most));
        Instant none = soldOut.getOrDefault(listed, Instant.MAX);
        Duration sells = Duration.between(told, none.isBefore(now) ? none : now);
        return Math.max(0, perMinute * sells.toMillis() / PACE.toMillis() - heard);
    }

    private static long units(List<StockMovementRecord> sales, Predicate<StockMovementRecord> which) {
        return sales.stream()
                .filter(which)
                .mapToLong(StockMovementRecord::getCommittedChange)
                .sum();
    }

    /**
     * Units of the minute of which most was heard, which need not have been told completely. It is the most of several, so that chance
     * makes it larger than the pace is: by about its root.
     */
    private static long busiest(List<StockMovementRecord> oldestFirst) {
        long most = 0;
        long units = 0;
        int first = 0;
        for (StockMovementRecord sale : oldestFirst) {
            units += sale.getCommittedChange();
            Instant begin = sale.getSoldAt().minus(PACE);
            while (!oldestFirst.get(first).getSoldAt().isAfter(begin)) {
                units -= oldestFirst.get(first++).getCommittedChange();
            }
            most = Math.max(most, units);
        }
        return most;
    }

    /** How far the feed that is furthest behind is behind. */
    Duration behind() {
        Instant oldest = toldUpTo.values().stream().min(Instant::compareTo).orElse(now);
        return Duration.between(oldest, now);
    }
}
