package io.entrepot.simulator.douyin;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.Witness;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What buyers ask for after the sale. A request for the money of an order that is not shipped is one for each of its lines, and holds the order,
 * as the shop's own {@code requestRefund} does; the others leave the order alone.
 */
public final class AfterSales implements Witness {

    /** What a buyer wants, as the platform numbers it. */
    public enum Wish {
        /** The money for goods that are sent back. */
        RETURN(0, "退货退款"),
        /** The money for goods that stay. */
        REFUND(1, "已发货仅退款"),
        /** The money for what is not sent. */
        BEFORE_SHIPMENT(2, "未发货仅退款"),
        /** Other goods. */
        EXCHANGE(3, "换货"),
        /** A part that was missing. */
        RESEND(7, "补寄");

        final int type;
        final String text;

        Wish(int type, String text) {
            this.type = type;
            this.text = text;
        }
    }

    private final Shop shop;
    private final Clock clock;
    private final Map<Long, AfterSale> requests = new TreeMap<>();

    /** When the money for an order was last asked for. */
    private final Map<String, Instant> seen = new HashMap<>();

    private long numbered = 7_000_000_000_000_000_000L;

    AfterSales(Shop shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
        shop.tell(this);
    }

    /**
     * A buyer asks for something for some units of a line that is shipped.
     *
     * @return the request's number
     * @throws ShopRefusal {@code wrong_state} when the order is not there or has not so many units shipped
     */
    public String ask(String orderNo, String lineNo, long units, Wish wish) {
        return shop.atomically(() -> {
            OrderRevision order = shop.orders().find(orderNo).orElseThrow(() -> wrong("no order " + orderNo));
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> each.no().equals(lineNo) && each.shipped() >= units)
                    .findFirst()
                    .orElseThrow(() -> wrong("order " + orderNo + " has not so many shipped"));
            return String.valueOf(add(order, line, units, wish).number);
        });
    }

    /**
     * The buyer takes a request back.
     *
     * @throws ShopRefusal {@code wrong_state} when it is over, or not there
     */
    public void withdraw(String number) {
        change(number, AfterSale::isOpen, AfterSale.FAILED);
    }

    /**
     * The buyer sends the goods back.
     *
     * @throws ShopRefusal {@code wrong_state} when they are not awaited
     */
    public void sendBack(String number) {
        change(number, request -> request.status == AfterSale.GOODS_AWAITED, AfterSale.GOODS_SENT);
    }

    /** The buyer asks again, after a refusal or with other words. */
    public void askAgain(String number) {
        change(number, request -> true, AfterSale.ASKED);
    }

    /** The platform puts a request into a state by itself: any number, known or not. */
    public void set(String number, int status) {
        shop.atomically(() -> {
            existing(number).become(status, now());
            return number;
        });
    }

    /** The numbers of the requests for an order, the oldest first. */
    public List<String> of(String orderNo) {
        return shop.atomically(() -> requests.values().stream()
                .filter(request -> request.order.no().equals(orderNo))
                .map(request -> String.valueOf(request.number))
                .toList());
    }

    private void change(String number, Predicate<AfterSale> allowed, int next) {
        shop.atomically(() -> {
            AfterSale request = existing(number);
            if (!allowed.test(request)) {
                throw wrong("request " + number + " is " + request.status);
            }
            become(request, next);
            return number;
        });
    }

    /** The request, and the order that it holds, go on. */
    void become(AfterSale request, int next) {
        request.become(next, now());
        if (!request.isBeforeShipment()) {
            return;
        }
        if (next == AfterSale.SUCCESS) {
            long cancelled = order(request).lines().stream()
                    .filter(line -> line.no().equals(request.line.no()))
                    .mapToLong(OrderRevision.Line::cancelled)
                    .sum();
            shop.orders().cancelUpTo(request.order.no(), Map.of(request.line.no(), cancelled + request.units));
        }
        if (order(request).refundRequestedAt() != null
                && holding(request.order.no()).isEmpty()) {
            shop.withdrawRefund(request.order.no());
        }
    }

    private OrderRevision order(AfterSale request) {
        return shop.orders().find(request.order.no()).orElseThrow();
    }

    /** The order is held for a request, or no longer: by the buyer, or because it was cancelled. */
    @Override
    public void orderChanged(OrderRevision order) {
        Instant askedAt = order.refundRequestedAt();
        if (askedAt == null) {
            holding(order.no())
                    .forEach(request ->
                            request.become(isCancelled(order, request) ? AfterSale.SUCCESS : AfterSale.FAILED, now()));
        } else if (!askedAt.equals(seen.put(order.no(), askedAt))) {
            order.lines().stream()
                    .filter(line -> line.quantity() > line.shipped() + line.cancelled())
                    .forEach(line -> add(
                            order, line, line.quantity() - line.shipped() - line.cancelled(), Wish.BEFORE_SHIPMENT));
        }
    }

    private static boolean isCancelled(OrderRevision order, AfterSale request) {
        return order.lines().stream()
                .anyMatch(line -> line.no().equals(request.line.no()) && line.cancelled() > request.line.cancelled());
    }

    private List<AfterSale> holding(String orderNo) {
        return requests.values().stream()
                .filter(request -> request.order.no().equals(orderNo) && request.isBeforeShipment() && request.isOpen())
                .toList();
    }

    private AfterSale add(OrderRevision order, OrderRevision.Line line, long units, Wish wish) {
        AfterSale request = new AfterSale(++numbered, order, line, units, wish, now());
        requests.put(request.number, request);
        return request;
    }

    Optional<AfterSale> find(String number) {
        return number.matches("\\d{1,19}") ? Optional.ofNullable(requests.get(Long.valueOf(number))) : Optional.empty();
    }

    /** The newest request for a line, by which the order's own record goes. */
    Optional<AfterSale> newest(String orderNo, String lineNo) {
        return requests.values().stream()
                .filter(request ->
                        request.order.no().equals(orderNo) && request.line.no().equals(lineNo))
                .reduce((before, after) -> after);
    }

    List<AfterSale> all() {
        return List.copyOf(requests.values());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private AfterSale existing(String number) {
        return find(number).orElseThrow(() -> wrong("no request " + number));
    }

    private static ShopRefusal wrong(String message) {
        return new ShopRefusal("wrong_state", message);
    }
}
