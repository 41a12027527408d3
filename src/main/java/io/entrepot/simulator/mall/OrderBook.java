package io.entrepot.simulator.mall;

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
final class OrderBook {

    private final MallSettings settings;
    private final Shelf shelf;
    private final Catalogue catalogue;
    private final OrderList list;
    private final Clock clock;
    private final Map<String, Order> orders = new TreeMap<>();
    private long numbered;

    OrderBook(MallSettings settings, Shelf shelf, Catalogue catalogue, OrderList list, Clock clock) {
        this.settings = settings;
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.list = list;
        this.clock = clock;
    }

    Collection<Order> all() {
        return orders.values();
    }

    Optional<Order> find(String no) {
        return Optional.ofNullable(orders.get(no));
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
        if (purchase.paid() || settings.lowers() == Lowers.PLACED) {
            order.lines.forEach(line -> line.sku.quantity -= line.quantity);
        }
        orders.put(no, order);
        list.add(order);
        return no;
    }

    void pay(String no) {
        Order order = existing(no);
        if (order.paidAt != null || order.cancelledAt != null) {
            throw new ShopRefusal("wrong_state", "order " + no + " is " + order.state() + ", so it cannot be paid");
        }
        if (settings.lowers() == Lowers.PAID) {
            Map<Sku, Long> needed = new HashMap<>();
            order.lines.forEach(line -> needed.merge(line.sku, line.open(), Long::sum));
            needed.forEach(OrderBook::refuseShort);
            needed.forEach((sku, quantity) -> sku.quantity -= quantity);
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
        Order.Line line = order.line(lineNo)
                .orElseThrow(() -> new ShopRefusal("unknown_order", "order " + no + " has no line " + lineNo));
        if (quantity < 1 || quantity > line.open()) {
            throw new ShopRefusal(
                    "wrong_state",
                    "line " + lineNo + " of order " + no + " has " + line.open() + " to cancel, not " + quantity);
        }
        cancel(order, line, quantity);
        changed(order);
    }

    /** Cancels what is missing of these units by line number; the lines must have as many that are not shipped. */
    void cancelUpTo(Order order, Map<String, Long> units) {
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
        boolean lowered = order.paidAt != null || settings.lowers() == Lowers.PLACED;
        boolean restores = order.paidAt == null || settings.restoresPaid();
        if (lowered && restores) {
            line.sku.quantity += quantity;
        }
        line.cancelled += quantity;
        if (order.open() == 0) {
            order.refundRequestedAt = null;
        }
        if (order.lines.stream().allMatch(it -> it.cancelled == it.quantity)) {
            order.cancelledAt = now();
        }
    }

    void changed(Order order) {
        order.changedAt = now();
        list.add(order);
    }

    private Order existing(String no) {
        return find(no).orElseThrow(() -> new ShopRefusal("unknown_order", "no order " + no + " in this shop"));
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
