package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDER_NOTICE;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads what was written down for an order. */
public final class NoticeReading {

    private final Database database;

    /** On that database. */
    public NoticeReading(Database database) {
        this.database = database;
    }

    /**
     * A parcel or a cancellation.
     *
     * @param storefront who is told
     * @param kind shipment, cancellation, or relay: the parcel as another storefront than the order's own is told of it
     * @param state owed, told, refused, or kept where the channel takes no such notice
     * @param held whether it waits because a refund is requested
     * @param units by line: in the parcel, or cancelled in all
     */
    public record Told(
            String storefront,
            String kind,
            String code,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant shippedAt,
            String reason,
            String state,
            boolean held,
            @Nullable String errorCode,
            @Nullable String error,
            String madeBy,
            @Nullable Instant toldAt,
            Map<String, Long> units) {}

    /** All of an order, the oldest first. */
    public List<Told> of(long order) {
        return database.inTransaction(
                tx -> tx
                        .selectFrom(ORDER_NOTICE)
                        .where(ORDER_NOTICE.ORDER_ID.eq(order))
                        .orderBy(ORDER_NOTICE.ID)
                        .fetch()
                        .stream()
                        .map(row -> told(tx, row))
                        .toList());
    }

    private static Told told(DSLContext tx, OrderNoticeRecord row) {
        return new Told(
                row.getStorefrontId(),
                row.getKind(),
                row.getCode(),
                row.getCarrier(),
                row.getTrackingNumber(),
                row.getShippedAt(),
                row.getReason(),
                row.getState(),
                row.getState().equals(Notices.OWED) && row.getDueAt() == null,
                row.getErrorCode(),
                row.getError(),
                row.getMadeBy(),
                row.getToldAt(),
                Notices.lines(tx, row.getId()));
    }
}
