package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.ORDER_NOTICE;

import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.store.attention.Attention;
import java.time.Instant;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Keeps the parcels of an order whose buyer has asked for the money back, until that is settled or a person insists. */
public final class RefundHold {

    /** Raised while a refund is requested, and refused with when a parcel is written meanwhile. */
    public static final ErrorCode REQUESTED = new ErrorCode("ENT-4201");

    private static final Set<String> WAITING = Set.of("placed", "paid");

    private RefundHold() {}

    static void apply(DSLContext tx, Attention attention, OrdersRecord order, Instant now) {
        String subject = "refund/" + order.getStorefrontId() + "/" + order.getOrderNo();
        Condition parcels = ORDER_NOTICE
                .ORDER_ID
                .eq(order.getId())
                .and(ORDER_NOTICE.KIND.in("shipment", "relay"))
                .and(ORDER_NOTICE.STATE.eq("owed"))
                .and(ORDER_NOTICE.LEASE_OWNER.isNull());
        if (holds(order)) {
            attention.raise(
                    tx,
                    subject,
                    order.getStorefrontId(),
                    REQUESTED,
                    "the buyer of order " + order.getOrderNo() + " on " + order.getStorefrontId()
                            + " has asked for the money back before all was shipped");
            tx.update(ORDER_NOTICE)
                    .setNull(ORDER_NOTICE.DUE_AT)
                    .where(parcels)
                    .and(ORDER_NOTICE.INSISTED.eq(false))
                    .execute();
        } else {
            attention.resolve(tx, subject);
            tx.update(ORDER_NOTICE)
                    .set(ORDER_NOTICE.DUE_AT, now)
                    .where(parcels)
                    .and(ORDER_NOTICE.DUE_AT.isNull())
                    .execute();
        }
    }

    /** Whether a refund is requested of what the storefront does not know to be shipped, whatever we have put in parcels. */
    public static boolean holds(OrdersRecord order) {
        return order.getRefundRequestedAt() != null && WAITING.contains(order.getState());
    }
}
