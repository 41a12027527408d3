package io.entrepot.store.oversold;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;

import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.order.StorefrontClock;
import io.entrepot.store.oversold.Oversold.CancelVerdict;
import io.entrepot.sync.Storefronts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Open lines of some SKUs, in the order in which their orders were placed. */
final class Claimants {

    private final DSLContext queries;
    private final Storefronts storefronts;
    private final Map<StorefrontId, StorefrontClock> clocks = new HashMap<>();

    Claimants(DSLContext queries, Storefronts storefronts) {
        this.queries = queries;
        this.storefronts = storefronts;
    }

    /** Units of a SKU that are promised to an order at a location. */
    record OpenLine(
            long order,
            String storefront,
            String orderNo,
            long location,
            long units,
            Instant placedAt,
            CancelVerdict cancel) {}

    Map<Long, List<OpenLine>> of(Collection<Long> skus) {
        List<Record> rows = List.copyOf(queries.select(ORDERS.fields())
                .select(ORDER_LINE.SKU_ID, ORDER_LINE.LOCATION_ID, ORDER_LINE.COMMITTED)
                .from(ORDER_LINE)
                .join(ORDERS)
                .on(ORDERS.ID.eq(ORDER_LINE.ORDER_ID))
                .where(ORDER_LINE.SKU_ID.in(skus))
                .and(ORDER_LINE.COMMITTED.gt(0L))
                .fetch());
        List<Long> orders = rows.stream().map(row -> row.get(ORDERS.ID)).toList();
        Set<Long> parcelled = parcelled(orders);
        Set<Long> cancelling = cancelling(orders);
        Map<Long, List<OpenLine>> bySku = new HashMap<>();
        for (Record row : rows) {
            bySku.computeIfAbsent(row.get(ORDER_LINE.SKU_ID), sku -> new ArrayList<>())
                    .add(line(row, parcelled, cancelling));
        }
        bySku.values()
                .forEach(lines ->
                        lines.sort(Comparator.comparing(OpenLine::placedAt).thenComparing(OpenLine::order)));
        return bySku;
    }

    private OpenLine line(Record row, Set<Long> parcelled, Set<Long> cancelling) {
        StorefrontId storefront = new StorefrontId(row.get(ORDERS.STOREFRONT_ID));
        StorefrontClock clock = clocks.computeIfAbsent(storefront, id -> StorefrontClock.of(queries, id));
        return new OpenLine(
                row.get(ORDERS.ID),
                storefront.value(),
                row.get(ORDERS.ORDER_NO),
                Objects.requireNonNull(row.get(ORDER_LINE.LOCATION_ID)),
                row.get(ORDER_LINE.COMMITTED),
                clock.likely(row.get(ORDERS.PLACED_AT)),
                verdict(storefront, row, parcelled, cancelling));
    }

    private CancelVerdict verdict(StorefrontId storefront, Record row, Set<Long> parcelled, Set<Long> cancelling) {
        long order = row.get(ORDERS.ID);
        if (parcelled.contains(order)) {
            return CancelVerdict.PARCEL;
        }
        if (cancelling.contains(order)) {
            return CancelVerdict.UNDER_WAY;
        }
        if (row.get(ORDERS.PAID_AT) == null && row.get(ORDERS.STATE).equals("placed")) {
            return CancelVerdict.UNPAID;
        }
        if (row.get(ORDERS.REFUND_REQUESTED_AT) != null) {
            return CancelVerdict.REFUND_REQUESTED;
        }
        boolean takes = storefronts.all().stream()
                .filter(each -> each.id().equals(storefront))
                .anyMatch(each -> each.capability(CancellationTarget.class).isPresent());
        return takes ? CancelVerdict.STOREFRONT_TAKES_IT : CancelVerdict.STOREFRONT_TAKES_NONE;
    }

    private Set<Long> parcelled(List<Long> orders) {
        return new HashSet<>(queries.selectDistinct(ORDER_LINE.ORDER_ID)
                .from(ORDER_LINE)
                .where(ORDER_LINE.ORDER_ID.in(orders))
                .and(DSL.greatest(ORDER_LINE.SHIPPED, ORDER_LINE.PARCELLED, ORDER_LINE.TOLD_SHIPPED)
                        .gt(0L))
                .fetch(ORDER_LINE.ORDER_ID));
    }

    private Set<Long> cancelling(List<Long> orders) {
        return new HashSet<>(queries.selectDistinct(ORDER_NOTICE.ORDER_ID)
                .from(ORDER_NOTICE)
                .where(ORDER_NOTICE.ORDER_ID.in(orders))
                .and(ORDER_NOTICE.KIND.eq("cancellation"))
                .and(ORDER_NOTICE.STATE.in("owed", "told"))
                .fetch(ORDER_NOTICE.ORDER_ID));
    }
}
