package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDER_LINE;

import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.order.OrderBook;
import io.entrepot.store.order.RefundHold;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.Storefronts;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Writes parcels down. A parcel takes its units from the shelf at once; written again under the same name, it is corrected. */
public final class Parcels {

    private static final ErrorCode TOLD_ALREADY = new ErrorCode("ENT-4203");

    private final Database database;
    private final Storefronts storefronts;
    private final OrderBook orders;
    private final Attention attention;
    private final Relays relays;
    private final LaneSignals lanes;
    private final Runnable changed;
    private final Clock clock;

    /**
     * @param followers by the storefront whose orders they are, who is told of its parcels as well
     * @param changed called after stock was moved
     */
    public Parcels(
            Database database,
            Storefronts storefronts,
            OrderBook orders,
            Attention attention,
            Map<StorefrontId, StorefrontId> followers,
            LaneSignals lanes,
            Runnable changed,
            Clock clock) {
        this.database = database;
        this.storefronts = storefronts;
        this.orders = orders;
        this.attention = attention;
        this.relays = new Relays(followers);
        this.lanes = lanes;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Writes a parcel, or corrects the one of that name. Which units it holds can be corrected until it was sent to the
     * storefront or after that has refused it, carrier and tracking number always.
     *
     * @param by who says so
     * @throws Refusal ENT-2119 when there is no such order, ENT-4206 when it is not to be shipped, ENT-4201 while a refund is
     *     requested, ENT-4202 and ENT-4204 when the lines do not fit, ENT-4203 when other units were told already
     */
    public void ship(StorefrontId storefront, String orderNo, Shipping shipping, String by) {
        database.transact(tx -> {
            Instant now = clock.instant();
            OrdersRecord order = NoticeRows.locked(tx, storefront, orderNo);
            OrderNoticeRecord known = NoticeRows.known(tx, order, Notices.SHIPMENT, shipping.parcel());
            if (known == null) {
                create(tx, order, shipping, by, now);
            } else {
                correct(tx, order, known, shipping, now);
            }
        });
        changed.run();
        lanes.raise(storefront, Aspect.SHIPMENTS);
        relays.follower(storefront).ifPresent(follower -> lanes.raise(follower, Aspect.SHIPMENTS));
    }

    private void create(DSLContext tx, OrdersRecord order, Shipping shipping, String by, Instant now) {
        refuseUnlessShippable(order);
        if (RefundHold.holds(order) && !shipping.despiteRefund()) {
            throw new Refusal(
                    RefundHold.REQUESTED,
                    "order_no",
                    "the buyer of order '" + order.getOrderNo() + "' has asked for the money back",
                    "Do not ship; settle the request on the storefront. If the parcel has left all the same, say so with"
                            + " despite_refund_request.");
        }
        OpenUnits open = OpenUnits.of(tx, order.getId());
        Map<String, Long> units = shipping.lines().isEmpty() ? open.all() : open.named(shipping.lines(), Map.of());
        if (units.isEmpty()) {
            throw NoticeRows.notShippable("nothing of order '" + order.getOrderNo() + "' is open");
        }
        OpenStorefront storefront = storefronts.get(new StorefrontId(order.getStorefrontId()));
        boolean takes = storefront.capability(ShipmentTarget.class).isPresent();
        OrderNoticeRecord row = NoticeRows.notice(tx, order, Notices.SHIPMENT, shipping.parcel(), takes, by, now);
        row.setReason("");
        row.setInsisted(shipping.despiteRefund());
        describe(row, shipping, now);
        row.store();
        NoticeRows.lines(tx, row, units);
        relays.follow(tx, order, row, units, now);
        parcelled(tx, order, units, Map.of(), Objects.requireNonNull(row.getShippedAt()), now);
    }

    private static void refuseUnlessShippable(OrdersRecord order) {
        if (order.getCancelledAt() != null || order.getState().equals("cancelled")) {
            throw NoticeRows.notShippable("order '" + order.getOrderNo() + "' is cancelled");
        }
        if (order.getPaidAt() == null && order.getState().equals("placed")) {
            throw NoticeRows.notShippable("order '" + order.getOrderNo() + "' is not paid");
        }
    }

    /** Carrier, number and time. */
    private static void describe(OrderNoticeRecord row, Shipping shipping, Instant now) {
        row.setCarrier(shipping.carrier());
        row.setTrackingNumber(shipping.trackingNumber());
        Instant given = Objects.requireNonNullElse(shipping.shippedAt(), now);
        row.setShippedAt(given.isBefore(now) ? given : now);
    }

    /** Takes what is newly in a parcel from the shelf, and puts back what no longer is. */
    private void parcelled(
            DSLContext tx,
            OrdersRecord order,
            Map<String, Long> units,
            Map<String, Long> before,
            Instant shippedAt,
            Instant now) {
        Map<String, Long> change = new TreeMap<>(units);
        before.forEach((no, quantity) -> change.merge(no, -quantity, Long::sum));
        change.forEach((no, quantity) -> tx.update(ORDER_LINE)
                .set(ORDER_LINE.PARCELLED, ORDER_LINE.PARCELLED.plus(quantity))
                .where(ORDER_LINE.ORDER_ID.eq(order.getId()))
                .and(ORDER_LINE.LINE_NO.eq(no))
                .execute());
        orders.repost(tx, storefronts.get(new StorefrontId(order.getStorefrontId())), order, shippedAt, now);
    }

    private void correct(DSLContext tx, OrdersRecord order, OrderNoticeRecord row, Shipping shipping, Instant now) {
        Map<String, Long> before = Notices.lines(tx, row.getId());
        Map<String, Long> units = shipping.lines().isEmpty()
                ? before
                : OpenUnits.of(tx, order.getId()).named(shipping.lines(), before);
        boolean described = shipping.carrier().equals(row.getCarrier())
                && Objects.equals(shipping.trackingNumber(), row.getTrackingNumber())
                && (shipping.shippedAt() == null || shipping.shippedAt().equals(row.getShippedAt()));
        boolean insists = shipping.despiteRefund() && !row.getInsisted();
        if (units.equals(before) && described && !insists) {
            return;
        }
        refuseIfSent(row, !units.equals(before));
        relays.of(tx, order, row.getCode()).ifPresent(relay -> refuseIfSent(relay, !units.equals(before)));
        Instant shippedAt = Objects.requireNonNullElse(row.getShippedAt(), now);
        describe(row, shipping.shippedAt() == null ? at(shipping, shippedAt) : shipping, now);
        row.setInsisted(row.getInsisted() || shipping.despiteRefund());
        owe(row, Notices.isHeld(row, order), now);
        row.update();
        relays.follow(tx, order, row, units, now);
        if (!units.equals(before)) {
            NoticeRows.lines(tx, row, units);
            parcelled(tx, order, units, before, Objects.requireNonNull(row.getShippedAt()), now);
        }
    }

    private static Shipping at(Shipping shipping, Instant shippedAt) {
        return new Shipping(
                shipping.parcel(),
                shipping.carrier(),
                shipping.trackingNumber(),
                shippedAt,
                shipping.lines(),
                shipping.despiteRefund());
    }

    private static void refuseIfSent(OrderNoticeRecord row, boolean otherUnits) {
        boolean mayBeThere =
                row.getAttempts() > 0 && !(row.getState().equals(Notices.REFUSED) && row.getToldAt() == null);
        if (otherUnits && mayBeThere) {
            throw new Refusal(
                    TOLD_ALREADY,
                    "lines",
                    "parcel '" + row.getCode() + "' was sent to the storefront with other units",
                    "Carrier and tracking number can be corrected; what is in the box, on the storefront alone.");
        }
    }

    /** What was corrected is told once more, when nobody is telling it at the moment; else whoever does sees the new revision. */
    static void owe(OrderNoticeRecord row, boolean held, Instant now) {
        row.setRevision(row.getRevision() + 1);
        if (!row.getState().equals(Notices.KEPT)) {
            row.setState(Notices.OWED);
            row.setFailures(0);
            if (row.getLeaseOwner() == null) {
                row.setDueAt(held ? null : now);
            }
        }
    }

    /**
     * Takes a parcel back that was not sent to the storefront yet, or that it refused: its units are on the shelf, and promised, as before.
     *
     * @throws Refusal ENT-2119 when there is no such order or parcel, ENT-4203 when it was sent to the storefront
     */
    public void withdraw(StorefrontId storefront, String orderNo, String parcel) {
        database.transact(tx -> {
            Instant now = clock.instant();
            OrdersRecord order = NoticeRows.locked(tx, storefront, orderNo);
            OrderNoticeRecord row = NoticeRows.known(tx, order, Notices.SHIPMENT, parcel);
            if (row == null) {
                throw new Refusal(
                        NoticeRows.NO_ORDER,
                        "parcel",
                        "the order has no parcel '" + parcel + "'",
                        "Check the parcel's name.");
            }
            refuseIfSent(row, true);
            Optional<OrderNoticeRecord> relay = relays.of(tx, order, parcel);
            relay.ifPresent(each -> refuseIfSent(each, true));
            Map<String, Long> before = Notices.lines(tx, row.getId());
            relay.ifPresent(each -> delete(tx, each));
            delete(tx, row);
            parcelled(tx, order, Map.of(), before, Objects.requireNonNullElse(row.getShippedAt(), now), now);
        });
        changed.run();
    }

    private void delete(DSLContext tx, OrderNoticeRecord row) {
        attention.resolve(tx, NoticeWorklist.subject(row));
        NoticeRows.delete(tx, row);
    }
}
