package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDER_NOTICE;

import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Parcels that another storefront is told of as well: the mini-program, say, in which the orders of an own mall are paid. A relayed
 * parcel takes no units; it follows the parcel of the order's own storefront.
 */
final class Relays {

    private final Map<StorefrontId, StorefrontId> followers;

    /**
     * @param followers by the storefront whose orders they are, who is told as well
     */
    Relays(Map<StorefrontId, StorefrontId> followers) {
        this.followers = Map.copyOf(followers);
    }

    /** Who is told as well of the parcels of that storefront's orders. */
    Optional<StorefrontId> follower(StorefrontId storefront) {
        return Optional.ofNullable(followers.get(storefront));
    }

    /** What the order's own storefront is to be told, its follower is to be told, too. */
    void follow(DSLContext tx, OrdersRecord order, OrderNoticeRecord parcel, Map<String, Long> units, Instant now) {
        follower(new StorefrontId(order.getStorefrontId())).ifPresent(follower -> {
            OrderNoticeRecord known = NoticeRows.known(tx, order, Notices.RELAY, parcel.getCode());
            OrderNoticeRecord row = known == null ? first(tx, order, parcel, follower, now) : known;
            row.setCarrier(parcel.getCarrier());
            row.setTrackingNumber(parcel.getTrackingNumber());
            row.setShippedAt(parcel.getShippedAt());
            row.setInsisted(parcel.getInsisted());
            if (known != null) {
                Parcels.owe(row, Notices.isHeld(row, order), now);
            }
            row.store();
            NoticeRows.lines(tx, row, units);
        });
    }

    private static OrderNoticeRecord first(
            DSLContext tx, OrdersRecord order, OrderNoticeRecord parcel, StorefrontId follower, Instant now) {
        OrderNoticeRecord row =
                NoticeRows.notice(tx, order, Notices.RELAY, parcel.getCode(), true, parcel.getMadeBy(), now);
        row.setStorefrontId(follower.value());
        row.setReason("");
        return row;
    }

    /** The relayed parcel of that name. */
    Optional<OrderNoticeRecord> of(DSLContext tx, OrdersRecord order, String code) {
        return tx.selectFrom(ORDER_NOTICE)
                .where(ORDER_NOTICE.ORDER_ID.eq(order.getId()))
                .and(ORDER_NOTICE.KIND.eq(Notices.RELAY))
                .and(ORDER_NOTICE.CODE.eq(code))
                .forUpdate()
                .fetchOptional();
    }
}
