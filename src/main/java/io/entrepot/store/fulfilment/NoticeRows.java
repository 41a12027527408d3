package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE_LABEL;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE_LINE;

import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** An order and its notices as rows, locked while they are written. */
final class NoticeRows {

    static final ErrorCode NO_ORDER = new ErrorCode("ENT-2119");
    private static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-4206");

    private NoticeRows() {}

    static OrdersRecord locked(DSLContext tx, StorefrontId storefront, String orderNo) {
        OrdersRecord order = tx.selectFrom(ORDERS)
                .where(ORDERS.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDERS.ORDER_NO.eq(orderNo))
                .forUpdate()
                .fetchOne();
        if (order == null) {
            throw new Refusal(
                    NO_ORDER,
                    "order_no",
                    "there is no order '" + orderNo + "' of " + storefront,
                    "Check the number; it is compared exactly. A new order may not have come home yet.");
        }
        return order;
    }

    static @Nullable OrderNoticeRecord known(DSLContext tx, OrdersRecord order, String kind, String code) {
        return tx.selectFrom(ORDER_NOTICE)
                .where(ORDER_NOTICE.ORDER_ID.eq(order.getId()))
                .and(ORDER_NOTICE.KIND.eq(kind))
                .and(ORDER_NOTICE.CODE.eq(code))
                .forUpdate()
                .fetchOne();
    }

    static Refusal notShippable(String problem) {
        return new Refusal(NOT_SHIPPABLE, "order_no", problem, "Look the order up, here and on the storefront.");
    }

    static OrderNoticeRecord notice(
            DSLContext tx, OrdersRecord order, String kind, String code, boolean takes, String by, Instant now) {
        OrderNoticeRecord row = tx.newRecord(ORDER_NOTICE);
        row.setOrderId(order.getId());
        row.setStorefrontId(order.getStorefrontId());
        row.setKind(kind);
        row.setCode(code);
        row.setState(takes ? Notices.OWED : Notices.KEPT);
        row.setDueAt(takes ? now : null);
        row.setInsisted(false);
        row.setMadeBy(by);
        row.setMadeAt(now);
        return row;
    }

    static void lines(DSLContext tx, OrderNoticeRecord row, Map<String, Long> units) {
        tx.deleteFrom(ORDER_NOTICE_LINE)
                .where(ORDER_NOTICE_LINE.NOTICE_ID.eq(row.getId()))
                .execute();
        units.forEach((no, quantity) -> tx.insertInto(ORDER_NOTICE_LINE)
                .set(ORDER_NOTICE_LINE.NOTICE_ID, row.getId())
                .set(ORDER_NOTICE_LINE.LINE_NO, no)
                .set(ORDER_NOTICE_LINE.UNITS, quantity)
                .execute());
    }

    static void delete(DSLContext tx, OrderNoticeRecord row) {
        lines(tx, row, Map.of());
        tx.deleteFrom(ORDER_NOTICE_LABEL)
                .where(ORDER_NOTICE_LABEL.NOTICE_ID.eq(row.getId()))
                .execute();
        row.delete();
    }
}
