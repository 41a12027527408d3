package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.model.Aspect;
import io.entrepot.store.publication.Wants;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.sync.OpenStorefront;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/**
 * Locks what orders are about to change, before anything is changed: orders, then stock levels, then publications, each by id. Who
 * locks in this order never waits for one that waits for him. PostgreSQL looks for such rings only after a second, in which all
 * that sell the same SKUs would stand.
 */
final class OrderLocks {

    private OrderLocks() {}

    /** An order's revision and who told it. */
    record Told(OpenStorefront storefront, ChannelOrder order) {
        String storefrontId() {
            return storefront.id().value();
        }
    }

    private record Sold(String storefront, String itemId, String channelSkuId) {}

    /** Of all these orders; those that are not there yet need no lock. On H2, which ends rings at once and serves one process, none. */
    static void take(DSLContext tx, List<Told> told) {
        if (!told.isEmpty() && tx.family() != SQLDialect.H2) {
            lockOrders(tx, told);
            lockStock(tx, told);
        }
    }

    private static void lockOrders(DSLContext tx, List<Told> told) {
        List<Long> ids = new ArrayList<>();
        byStorefront(told)
                .forEach((storefront, there) -> ids.addAll(tx.select(ORDERS.ID)
                        .from(ORDERS)
                        .where(ORDERS.STOREFRONT_ID.eq(storefront))
                        .and(ORDERS.ORDER_NO.in(there.stream()
                                .map(each -> each.order().orderNo())
                                .collect(Collectors.toSet())))
                        .fetch(ORDERS.ID)));
        if (!ids.isEmpty()) {
            // Of no index, or MariaDB may read, and lock, in that index's order.
            tx.select(ORDERS.TOTAL)
                    .from(ORDERS)
                    .where(ORDERS.ID.in(ids))
                    .orderBy(ORDERS.ID)
                    .forUpdate()
                    .execute();
        }
    }

    /** What an order that is locked already is about to change. */
    static void lockStock(DSLContext tx, List<Told> told) {
        Map<String, List<Told>> byStorefront = byStorefront(told);
        Set<Long> skus = new TreeSet<>();
        Set<String> codes = new HashSet<>();
        byStorefront.forEach((storefront, there) -> {
            List<Line> lines = there.stream()
                    .flatMap(each -> each.order().lines().stream())
                    .toList();
            Map<Sold, Long> listed = listed(tx, storefront, lines);
            skus.addAll(listed.values());
            lines.stream()
                    .filter(line -> !listed.containsKey(new Sold(storefront, line.itemId(), line.channelSkuId())))
                    .forEach(line -> codes.add(line.merchantCode()));
        });
        if (!codes.isEmpty()) {
            skus.addAll(tx.select(SKU.ID).from(SKU).where(SKU.CODE.in(codes)).fetch(SKU.ID));
        }
        if (!skus.isEmpty()) {
            StockLevels.lock(tx, skus);
            Wants.lock(tx, Aspect.STOCK, byStorefront.keySet(), skus);
        }
    }

    private static Map<Sold, Long> listed(DSLContext tx, String storefront, Collection<Line> lines) {
        return tx.select(LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID, LISTING.SKU_ID)
                .from(LISTING)
                .where(LISTING.STOREFRONT_ID.eq(storefront))
                .and(LISTING.ITEM_ID.in(lines.stream().map(Line::itemId).collect(Collectors.toSet())))
                .and(LISTING.CHANNEL_SKU_ID.in(
                        lines.stream().map(Line::channelSkuId).collect(Collectors.toSet())))
                .fetchMap(row -> new Sold(storefront, row.value1(), row.value2()), row -> row.value3());
    }

    private static Map<String, List<Told>> byStorefront(List<Told> told) {
        return told.stream().collect(Collectors.groupingBy(Told::storefrontId, TreeMap::new, Collectors.toList()));
    }
}
