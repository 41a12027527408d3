package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Money;
import io.entrepot.store.order.OrderBook.Receiver;
import io.entrepot.store.seal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads orders. Who receives one is opened only where a single order is asked for. */
public final class OrderReading {

    /** Not the buyer: what is large and sealed is not read for a list. */
    private static final List<Field<?>> HEAD = List.of(
            ORDERS.ID,
            ORDERS.STOREFRONT_ID,
            ORDERS.ORDER_NO,
            ORDERS.STATE,
            ORDERS.PLACED_AT,
            ORDERS.PAID_AT,
            ORDERS.CANCELLED_AT,
            ORDERS.REFUND_REQUESTED_AT,
            ORDERS.TOTAL,
            ORDERS.CURRENCY,
            ORDERS.RECEIVED_AT,
            ORDERS.UPDATED_AT);

    private final Database database;
    private final Sealed sealed;

    /** Made once per process. */
    public OrderReading(Database database, Sealed sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /** Which orders are wanted; what is null does not matter. */
    public record Filter(
            @Nullable String storefront,
            @Nullable String state,
            @Nullable Instant updatedAfter) {}

    /** The place of an order in the order of changes, from which the next page goes on. */
    public record Position(Instant updatedAt, long id) {}

    /** An order without its buyer. */
    public record Head(
            long id,
            String storefront,
            String orderNo,
            String state,
            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt,
            @Nullable Instant refundRequestedAt,
            Money total,
            Instant receivedAt,
            Instant updatedAt) {}

    /**
     * One line. Committed, shipped, lowered and restored are what has been posted so far, in units.
     *
     * @param sku our SKU, or null while the line is mapped to none
     */
    public record Line(
            String lineNo,
            @Nullable String sku,
            @Nullable String location,
            @Nullable String itemId,
            @Nullable String channelSkuId,
            @Nullable String merchantCode,
            String title,
            long quantity,
            Money unitPrice,
            long committed,
            long shipped,
            long lowered,
            long restored) {}

    /** One order whole. */
    public record Whole(Head head, @Nullable Receiver receiver, List<Line> lines) {}

    /**
     * A page of orders, those changed longest ago first.
     *
     * @param after the last order of the page before, or null for the first page
     */
    public List<Head> page(Filter filter, @Nullable Position after, int limit) {
        Condition which = condition(filter);
        if (after != null) {
            which = which.and(ORDERS.UPDATED_AT
                    .gt(after.updatedAt())
                    .or(ORDERS.UPDATED_AT.eq(after.updatedAt()).and(ORDERS.ID.gt(after.id()))));
        }
        return database.queries()
                .select(HEAD)
                .from(ORDERS)
                .where(which)
                .orderBy(ORDERS.UPDATED_AT, ORDERS.ID)
                .limit(limit)
                .fetch(OrderReading::head);
    }

    /** The orders that changed last, newest first. */
    public List<Head> newest(int limit) {
        return database.queries()
                .select(HEAD)
                .from(ORDERS)
                .orderBy(ORDERS.UPDATED_AT.desc(), ORDERS.ID.desc())
                .limit(limit)
                .fetch(OrderReading::head);
    }

    /** The lines of these orders in short: their SKU, or where there is none their title, and how many. */
    public List<Sold> sold(List<Long> orders) {
        return database.queries()
                .select(ORDER_LINE.ORDER_ID, SKU.CODE, ORDER_LINE.TITLE, ORDER_LINE.QUANTITY)
                .from(ORDER_LINE)
                .leftJoin(SKU)
                .on(SKU.ID.eq(ORDER_LINE.SKU_ID))
                .where(ORDER_LINE.ORDER_ID.in(orders))
                .orderBy(ORDER_LINE.ORDER_ID, ORDER_LINE.LINE_NO)
                .fetch(row -> new Sold(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** What one line of an order sold. */
    public record Sold(long order, @Nullable String sku, String title, long quantity) {}

    /** One order with its lines and who receives it. */
    public Optional<Whole> find(String storefront, String orderNo) {
        return database.queries()
                .selectFrom(ORDERS)
                .where(ORDERS.STOREFRONT_ID.eq(storefront))
                .and(ORDERS.ORDER_NO.eq(orderNo))
                .fetchOptional()
                .map(row -> new Whole(head(row), receiver(row), lines(row)));
    }

    private static Condition condition(Filter filter) {
        Condition which = DSL.noCondition();
        if (filter.storefront() != null) {
            which = which.and(ORDERS.STOREFRONT_ID.eq(filter.storefront()));
        }
        if (filter.state() != null) {
            which = which.and(ORDERS.STATE.eq(filter.state()));
        }
        return filter.updatedAfter() == null ? which : which.and(ORDERS.UPDATED_AT.gt(filter.updatedAfter()));
    }

    private @Nullable Receiver receiver(OrdersRecord row) {
        return row.getDetail() == null ? null : Receiver.of(sealed.open(row.getDetail()));
    }

    private List<Line> lines(OrdersRecord order) {
        return database.queries()
                .select(ORDER_LINE.fields())
                .select(SKU.CODE, LOCATION.CODE)
                .from(ORDER_LINE)
                .leftJoin(SKU)
                .on(SKU.ID.eq(ORDER_LINE.SKU_ID))
                .leftJoin(LOCATION)
                .on(LOCATION.ID.eq(ORDER_LINE.LOCATION_ID))
                .where(ORDER_LINE.ORDER_ID.eq(order.getId()))
                .orderBy(ORDER_LINE.LINE_NO)
                .fetch(row -> line(row, order.getCurrency()));
    }

    private static Line line(Record row, String currency) {
        return new Line(
                row.get(ORDER_LINE.LINE_NO),
                row.get(SKU.CODE),
                row.get(LOCATION.CODE),
                row.get(ORDER_LINE.ITEM_ID),
                row.get(ORDER_LINE.CHANNEL_SKU_ID),
                row.get(ORDER_LINE.MERCHANT_CODE),
                row.get(ORDER_LINE.TITLE),
                row.get(ORDER_LINE.QUANTITY),
                Money.of(row.get(ORDER_LINE.UNIT_PRICE), currency),
                row.get(ORDER_LINE.COMMITTED),
                row.get(ORDER_LINE.SHIPPED),
                row.get(ORDER_LINE.LOWERED),
                row.get(ORDER_LINE.RESTORED));
    }

    private static Head head(Record row) {
        return new Head(
                row.get(ORDERS.ID),
                row.get(ORDERS.STOREFRONT_ID),
                row.get(ORDERS.ORDER_NO),
                row.get(ORDERS.STATE),
                row.get(ORDERS.PLACED_AT),
                row.get(ORDERS.PAID_AT),
                row.get(ORDERS.CANCELLED_AT),
                row.get(ORDERS.REFUND_REQUESTED_AT),
                Money.of(row.get(ORDERS.TOTAL), row.get(ORDERS.CURRENCY)),
                row.get(ORDERS.RECEIVED_AT),
                row.get(ORDERS.UPDATED_AT));
    }
}
