package io.entrepot.simulator.shop;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shop's orders, and what they do to its stock. Guarded by the shop's lock. */
public final class OrderBook {

    private final ShopRules rules;
    private final Shelf shelf;
    private final Catalogue catalogue;
    private final OrderList list;
    private final Clock clock;
    private final Map<String, Order> orders = new TreeMap<>();
    private Witness witness = new Witness() {};
    private long numbered;

    OrderBook(ShopRules rules, Shelf shelf, Catalogue catalogue, OrderList list, Clock clock) {
        this.rules = rules;
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.list = list;
        this.clock = clock;
    }

    void tell(Witness to) {
        witness = to;
    }

    Collection<Order> all() {
        return orders.values();
    }

    /** An order as it is now, whatever lists show. */
    public Optional<OrderRevision> find(String no) {
        return Optional.ofNullable(orders.get(no)).map(Order::revision);
    }

    String place(Purchase purchase) {
        check(purchase);
        Instant now = now();
        Instant placedAt = purchase.placedAt() == null ? now : purchase.placedAt();
        String no = purchase.no() == null ? nextNumber() : purchase.no();
        Order order = new Order(no, placedAt, now, purchase.buyer(), purchase.address());
        for (Purchase.Line line : purchase.lines()) {
            Sku sku = shelf.get(line.skuCode());
            Money price = line.price() == null ? sku.price : line.price();
            order.lines.add(new Order.Line(String.valueOf(order.lines.size() + 1), sku, line.quantity(), price));
        }
        if (purchase.paid()) {
            order.paidAt = placedAt;
        }
        if (purchase.paid() || rules.lowers() == Lowers.PLACED) {
            order.lines.forEach(line -> move(line.sku, -line.quantity, no));
        }
        orders.put(no, order);
        list.add(order);
        witness.orderChanged(order.revision());
        return no;
    }

    void pay(String no) {
        Order order = existing(no);
        if (order.paidAt != null || order.cancelledAt != null) {
            throw new ShopRefusal("wrong_state", "order " + no + " is " + order.state() + ", so it cannot be paid");
        }
        if (rules.lowers() == Lowers.PAID) {
            Map<Sku, Long> needed = new HashMap<>();
            order.lines.forEach(line -> needed.merge(line.sku, line.open(), Long::sum));
            needed.forEach(OrderBook::refuseShort);
            needed.forEach((sku, quantity) -> move(sku, -quantity, no));
        }
        order.paidAt = now();
        changed(order);
    }

    void cancel(String no) {
        Order order = existing(no);
        if (order.open() == 0) {
            throw new ShopRefusal(
                    "wrong_state", "order " + no + " is " + order.state() + ": nothing is left to cancel");
        }
        order.lines.forEach(line -> cancel(order, line, line.open()));
        changed(order);
    }

    void cancel(String no, String lineNo, long quantity) {
        Order order = existing(no);
        Order.Line line = line(order, lineNo);
        if (quantity < 1 || quantity > line.open()) {
            throw new ShopRefusal(
                    "wrong_state",
                    "line " + lineNo + " of order " + no + " has " + line.open() + " to cancel, not " + quantity);
        }
        cancel(order, line, quantity);
        changed(order);
    }

    /**
     * The seller says that so many units of each line are cancelled; what is missing of them is.
     *
     * @param units by line number
     * @throws ShopRefusal {@code unknown_order}; {@code unknown_line}; {@code already_shipped} when a line has fewer units that
     *     are not shipped
     */
    public void cancelUpTo(String no, Map<String, Long> units) {
        Order order = existing(no);
        units.forEach((lineNo, cancelled) -> {
            Order.Line line = line(order, lineNo);
            if (cancelled > line.quantity - line.shipped) {
                throw new ShopRefusal(
                        "already_shipped",
                        "line " + lineNo + " of order " + no + " has " + line.quantity + ", of which " + line.shipped
                                + " are shipped: " + cancelled + " cannot be cancelled");
            }
        });
        boolean behind = false;
        for (Order.Line line : order.lines) {
            long missing = units.getOrDefault(line.no, 0L) - line.cancelled;
            if (missing > 0) {
                cancel(order, line, missing);
                behind = true;
            }
        }
        if (behind) {
            changed(order);
        }
    }

    /**
     * The seller tells of a parcel, or tells more of one.
     *
     * @throws ShopRefusal {@code unknown_order}; {@code other_lines} when it was told with other lines before; {@code cancelled},
     *     {@code unpaid} or {@code refund_requested} when nothing may be shipped; {@code unknown_line}; {@code more_than_open}
     */
    public void tell(String no, Parcel told) {
        Order order = existing(no);
        Optional<Parcel> known = order.parcel(told.code());
        if (known.isPresent()) {
            correct(order, known.get(), told);
            return;
        }
        refuseUnshippable(order);
        told.units().forEach((lineNo, units) -> {
            Order.Line line = line(order, lineNo);
            if (units > line.open()) {
                throw new ShopRefusal(
                        "more_than_open",
                        "line " + lineNo + " of order " + no + " has " + line.open() + " to ship, not " + units);
            }
        });
        told.units().forEach((lineNo, units) -> line(order, lineNo).shipped += units);
        order.parcels.add(told);
        changed(order);
    }

    private void correct(Order order, Parcel known, Parcel told) {
        if (!known.units().equals(told.units())) {
            throw new ShopRefusal("other_lines", "parcel " + told.code() + " was told with other lines before");
        }
        if (!known.equals(told)) {
            order.parcels.set(order.parcels.indexOf(known), told);
            changed(order);
        }
    }

    private static void refuseUnshippable(Order order) {
        if (order.cancelledAt != null) {
            throw new ShopRefusal("cancelled", "order " + order.no + " is cancelled");
        }
        if (order.paidAt == null) {
            throw new ShopRefusal("unpaid", "order " + order.no + " is not paid");
        }
        if (order.refundRequestedAt != null) {
            throw new ShopRefusal("refund_requested", "the buyer of order " + order.no + " asks for the money back");
        }
    }

    private static Order.Line line(Order order, String lineNo) {
        return order.line(lineNo)
                .orElseThrow(
                        () -> new ShopRefusal("unknown_line", "order " + order.no + " has no line '" + lineNo + "'"));
    }

    void ship(String no) {
        Order order = existing(no);
        if (order.paidAt == null || order.open() == 0) {
            throw new ShopRefusal("wrong_state", "order " + no + " is " + order.state() + ", so it cannot be shipped");
        }
        if (order.refundRequestedAt != null) {
            throw new ShopRefusal("wrong_state", "the buyer of order " + no + " asks for the money back");
        }
        order.lines.forEach(line -> line.shipped += line.open());
        changed(order);
    }

    void requestRefund(String no) {
        Order order = existing(no);
        if (order.paidAt == null || order.open() == 0 || order.refundRequestedAt != null) {
            throw new ShopRefusal("wrong_state", "no refund can be requested for order " + no);
        }
        order.refundRequestedAt = now();
        changed(order);
    }

    void withdrawRefund(String no) {
        Order order = existing(no);
        if (order.refundRequestedAt == null) {
            throw new ShopRefusal("wrong_state", "no refund is requested for order " + no);
        }
        order.refundRequestedAt = null;
        changed(order);
    }

    private void check(Purchase purchase) {
        if (purchase.lines().isEmpty() || purchase.lines().stream().anyMatch(line -> line.quantity() < 1)) {
            throw new ShopRefusal("wrong_state", "an order needs lines of one unit or more");
        }
        if (purchase.no() != null && orders.containsKey(purchase.no())) {
            throw new ShopRefusal("order_exists", "there is an order " + purchase.no() + " already");
        }
        Map<Sku, Long> needed = new HashMap<>();
        purchase.lines().forEach(line -> needed.merge(shelf.get(line.skuCode()), line.quantity(), Math::addExact));
        needed.forEach((sku, quantity) -> {
            if (!catalogue.isLive(sku)) {
                throw new ShopRefusal("not_live", "SKU '" + sku.name() + "' is " + catalogue.state(sku));
            }
            refuseShort(sku, quantity);
        });
    }

    private void cancel(Order order, Order.Line line, long quantity) {
        boolean lowered = order.paidAt != null || rules.lowers() == Lowers.PLACED;
        boolean restores = order.paidAt == null || rules.restoresPaid();
        if (lowered && restores) {
            move(line.sku, quantity, order.no);
        }
        line.cancelled += quantity;
        if (order.open() == 0) {
            order.refundRequestedAt = null;
        }
        if (order.lines.stream().allMatch(it -> it.cancelled == it.quantity)) {
            order.cancelledAt = now();
        }
    }

    /** Nothing happens to it but that it counts as changed now. */
    public void touch(String no) {
        changed(existing(no));
    }

    private void changed(Order order) {
        order.changedAt = now();
        list.add(order);
        witness.orderChanged(order.revision());
    }

    private void move(Sku sku, long change, String orderNo) {
        long before = sku.quantity;
        sku.quantity += change;
        witness.stockMoved(sku, before, orderNo);
    }

    private Order existing(String no) {
        return Optional.ofNullable(orders.get(no))
                .orElseThrow(() -> new ShopRefusal("unknown_order", "no order " + no + " in this shop"));
    }

    private String nextNumber() {
        numbered++;
        return "M%09d".formatted(numbered);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void refuseShort(Sku sku, long quantity) {
        if (sku.quantity < quantity) {
            throw new ShopRefusal(
                    "insufficient", "SKU '" + sku.name() + "' has " + sku.quantity + " left, not " + quantity);
        }
    }
}
