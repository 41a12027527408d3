package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE_LABEL;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE_LINE;

import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.CancellationTarget.CancelledLine;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.store.order.OrderBook.Receiver;
import io.entrepot.store.order.RefundHold;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.Claim;
import io.entrepot.sync.NoticeBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** The notices as they are told: composed when they are, from what the store holds then. */
public final class Notices implements NoticeBook {

    static final String SHIPMENT = "shipment";
    /** A parcel that another storefront than the order's own is told of. */
    static final String RELAY = "relay";

    static final String CANCELLATION = "cancellation";

    static final String OWED = "owed";
    static final String TOLD = "told";
    static final String REFUSED = "refused";
    static final String KEPT = "kept";

    private final Database database;
    private final Sealed sealed;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public Notices(Database database, Sealed sealed, String node) {
        this.database = database;
        this.sealed = sealed;
        this.node = node;
    }

    @Override
    public List<Notice> open(List<Claim> claims) {
        return database.inTransaction(tx -> {
            List<Notice> notices = new ArrayList<>();
            for (Claim claim : claims) {
                OrderNoticeRecord row = tx.fetchOne(ORDER_NOTICE, NoticeWorklist.held(node, claim));
                if (row != null) {
                    OrdersRecord order = tx.fetchSingle(ORDERS, ORDERS.ID.eq(row.getOrderId()));
                    if (isHeld(row, order)) {
                        hold(row);
                    } else {
                        notices.add(notice(tx, claim, row, order));
                    }
                }
            }
            return notices;
        });
    }

    /** Whether the parcel must wait until a requested refund is settled. */
    static boolean isHeld(OrderNoticeRecord row, OrdersRecord order) {
        return !row.getKind().equals(CANCELLATION) && !row.getInsisted() && RefundHold.holds(order);
    }

    /** The request came while it was about to be told. */
    private static void hold(OrderNoticeRecord row) {
        row.setDueAt(null);
        row.setLeaseOwner(null);
        row.setLeaseUntil(null);
        row.update();
    }

    private Notice notice(DSLContext tx, Claim claim, OrderNoticeRecord row, OrdersRecord order) {
        Map<String, Long> lines = lines(tx, row.getId());
        if (!row.getKind().equals(CANCELLATION)) {
            List<ParcelLine> units = lines.entrySet().stream()
                    .map(each -> new ParcelLine(each.getKey(), each.getValue()))
                    .toList();
            Label label = new Label(Objects.requireNonNullElse(row.getCarrier(), ""), row.getTrackingNumber());
            List<Label> earlier = noted(tx, row.getId());
            boolean mayBeTold = earlier.remove(label);
            if (!mayBeTold) {
                note(tx, row.getId(), label);
            }
            Parcel parcel = new Parcel(
                    order.getOrderNo(),
                    row.getCode(),
                    label.carrier(),
                    label.trackingNumber(),
                    Objects.requireNonNullElse(row.getShippedAt(), row.getMadeAt()),
                    units,
                    earlier,
                    isLast(tx, row),
                    buyerId(order),
                    mayBeTold);
            return new ParcelNotice(claim, row.getRevision(), row.getFailures(), parcel);
        }
        List<CancelledLine> units = lines.entrySet().stream()
                .map(each -> new CancelledLine(each.getKey(), each.getValue()))
                .toList();
        Cancellation cancellation = new Cancellation(order.getOrderNo(), row.getCode(), row.getReason(), units);
        return new CancellationNotice(claim, row.getRevision(), row.getFailures(), cancellation);
    }

    private static boolean isLast(DSLContext tx, OrderNoticeRecord row) {
        return OpenUnits.of(tx, row.getOrderId()).all().isEmpty()
                && !tx.fetchExists(
                        ORDER_NOTICE,
                        ORDER_NOTICE
                                .ORDER_ID
                                .eq(row.getOrderId())
                                .and(ORDER_NOTICE.KIND.eq(row.getKind()))
                                .and(ORDER_NOTICE.ID.gt(row.getId())));
    }

    private String buyerId(OrdersRecord order) {
        return order.getDetail() == null
                ? ""
                : Receiver.of(sealed.open(order.getDetail())).buyerId();
    }

    /** What it may have been told with, the newest last. */
    private static List<Label> noted(DSLContext tx, long notice) {
        return new ArrayList<>(tx.selectFrom(ORDER_NOTICE_LABEL)
                .where(ORDER_NOTICE_LABEL.NOTICE_ID.eq(notice))
                .orderBy(ORDER_NOTICE_LABEL.ID)
                .fetch(row -> new Label(row.getCarrier(), row.getTrackingNumber())));
    }

    /** That it is about to be told with this. */
    private static void note(DSLContext tx, long notice, Label label) {
        tx.insertInto(ORDER_NOTICE_LABEL)
                .set(ORDER_NOTICE_LABEL.NOTICE_ID, notice)
                .set(ORDER_NOTICE_LABEL.CARRIER, label.carrier())
                .set(ORDER_NOTICE_LABEL.TRACKING_NUMBER, label.trackingNumber())
                .execute();
    }

    @Override
    public void untold(Claim claim, Label label) {
        database.transact(tx -> {
            if (tx.fetchExists(ORDER_NOTICE, NoticeWorklist.held(node, claim))) {
                tx.deleteFrom(ORDER_NOTICE_LABEL)
                        .where(ORDER_NOTICE_LABEL.NOTICE_ID.eq(claim.publication()))
                        .and(ORDER_NOTICE_LABEL.CARRIER.eq(label.carrier()))
                        .and(ORDER_NOTICE_LABEL.TRACKING_NUMBER.isNotDistinctFrom(label.trackingNumber()))
                        .execute();
            }
        });
    }

    static Map<String, Long> lines(DSLContext tx, long notice) {
        return new TreeMap<>(tx.selectFrom(ORDER_NOTICE_LINE)
                .where(ORDER_NOTICE_LINE.NOTICE_ID.eq(notice))
                .fetchMap(ORDER_NOTICE_LINE.LINE_NO, ORDER_NOTICE_LINE.UNITS));
    }
}
