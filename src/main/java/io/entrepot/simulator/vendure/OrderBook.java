package io.entrepot.simulator.vendure;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.vendure.Order.Line;
import io.entrepot.simulator.vendure.Order.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shop's orders, and what they do to its stock. Guarded by the shop's lock. */
final class OrderBook {

    /** How long before its payment a shopper last changed the cart: Vendure's {@code updatedAt} is from then. */
    private static final Duration AT_THE_CHECKOUT = Duration.ofSeconds(90);

    private final Lowers allocates;
    private final Catalogue catalogue;
    private final OrderList list;
    private final Clock clock;
    private final Map<String, Order> orders = new TreeMap<>();
    private long lines;

    OrderBook(Lowers allocates, Catalogue catalogue, OrderList list, Clock clock) {
        this.allocates = allocates;
        this.catalogue = catalogue;
        this.list = list;
        this.clock = clock;
    }

    Collection<Order> all() {
        return orders.values();
    }

    Optional<Order> find(String code) {
        return Optional.ofNullable(orders.get(code));
    }

    String place(Purchase purchase) {
        check(purchase);
        Instant now = now();
        Instant placedAt = purchase.placedAt() == null ? now : purchase.placedAt();
        String id = String.valueOf(orders.size() + 1);
        String code = purchase.no() == null ? "V%09d".formatted(orders.size() + 1) : purchase.no();
        String state = purchase.paid() ? "PaymentSettled" : "PaymentAuthorized";
        Order order = new Order(
                id, code, placedAt, placedAt.minus(AT_THE_CHECKOUT), purchase.buyer(), purchase.address(), state);
        for (Purchase.Line line : purchase.lines()) {
            Variant variant = catalogue.byCode(line.skuCode());
            Money price = line.price() == null ? variant.price : line.price();
            lines++;
            order.lines.add(new Line(String.valueOf(lines), variant, line.quantity(), price));
        }
        if (purchase.paid()) {
            order.settledAt = placedAt;
        }
        if (purchase.paid() || allocates == Lowers.PLACED) {
            order.lines.forEach(line -> line.allocate(line.quantity));
        }
        order.happened("ORDER_STATE_TRANSITION", placedAt);
        order.changedAt = now;
        orders.put(code, order);
        list.add(order);
        return code;
    }

    void settle(String code) {
        Order order = existing(code);
        if (!order.state.equals("PaymentAuthorized")) {
            throw wrongState(order, "cannot be paid");
        }
        if (allocates == Lowers.PAID) {
            order.lines.forEach(line -> line.allocate(order.open(line)));
        }
        order.settledAt = now();
        order.state = "PaymentSettled";
        changed(order, "ORDER_PAYMENT_TRANSITION");
    }

    void cancel(String code) {
        Order order = existing(code);
        if (order.lines.stream().allMatch(line -> order.open(line) == 0)) {
            throw wrongState(order, "has nothing left to cancel");
        }
        cancel(
                order,
                order.lines.stream()
                        .map(line -> new Part(line, order.open(line)))
                        .toList());
    }

    void cancel(String code, String lineId, long quantity) {
        Order order = existing(code);
        Line line = order.lines.stream()
                .filter(it -> it.id.equals(lineId))
                .findFirst()
                .orElseThrow(() -> new ShopRefusal("unknown_order", "order " + code + " has no line " + lineId));
        if (quantity < 1 || quantity > order.open(line)) {
            throw wrongState(order, "has " + order.open(line) + " to cancel on line " + lineId + ", not " + quantity);
        }
        cancel(order, List.of(new Part(line, quantity)));
    }

    void cancel(Order order, List<Part> parts) {
        parts.forEach(part -> part.line().cancel(part.quantity()));
        if (order.lines.stream().allMatch(line -> line.quantity == 0)) {
            order.state = "Cancelled";
        }
        order.updatedAt = now();
        changed(order, "ORDER_CANCELLATION");
    }

    void changed(Order order, String entry) {
        order.happened(entry, now());
        list.add(order);
    }

    /** A clerk changes something that matters to nobody, and Vendure marks the order as updated. */
    void touch(Order order) {
        order.updatedAt = now();
        order.changedAt = order.updatedAt;
        list.add(order);
    }

    private void check(Purchase purchase) {
        if (purchase.lines().isEmpty() || purchase.lines().stream().anyMatch(line -> line.quantity() < 1)) {
            throw new ShopRefusal("wrong_state", "an order needs lines of one unit or more");
        }
        if (purchase.no() != null && orders.containsKey(purchase.no())) {
            throw new ShopRefusal("order_exists", "there is an order " + purchase.no() + " already");
        }
        Map<Variant, Long> needed = new HashMap<>();
        purchase.lines()
                .forEach(line -> needed.merge(catalogue.byCode(line.skuCode()), line.quantity(), Math::addExact));
        needed.forEach((variant, quantity) -> {
            if (!variant.isLive()) {
                throw new ShopRefusal("not_live", "SKU '" + variant.sku + "' is disabled");
            }
            if (variant.shown() < quantity) {
                throw new ShopRefusal(
                        "insufficient", "SKU '" + variant.sku + "' has " + variant.shown() + " left, not " + quantity);
            }
        });
    }

    Order ofLine(Line line) {
        return orders.values().stream()
                .filter(order -> order.lines.contains(line))
                .findFirst()
                .orElseThrow();
    }

    Order existing(String code) {
        return find(code).orElseThrow(() -> new ShopRefusal("unknown_order", "no order " + code + " in this shop"));
    }

    static ShopRefusal wrongState(Order order, String problem) {
        return new ShopRefusal("wrong_state", "order " + order.code + " is " + order.state + ", and " + problem);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
