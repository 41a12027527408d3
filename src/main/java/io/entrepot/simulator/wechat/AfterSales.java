package io.entrepot.simulator.wechat;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What buyers ask for after the sale. A request for the money of an order that is not shipped is one for each of its lines, and holds the order,
 * as the shop's own {@code requestRefund} does; the others leave the order alone.
 */
public final class AfterSales {

    /** So long WeChat takes to pay back. */
    private static final Duration PAYS_WITHIN = Duration.ofSeconds(1);

    private final Shop shop;
    private final Account account;
    private final Clock clock;
    private final Map<String, AfterSale> requests = new TreeMap<>();

    /** When the money for an order was last asked for. */
    private final Map<String, Instant> seen = new HashMap<>();

    private long numbered = 1_900_000_000_000_000L;

    AfterSales(Shop shop, Account account, Clock clock) {
        this.shop = shop;
        this.account = account;
        this.clock = clock;
    }

    /**
     * A buyer asks for something for some units of a line that is shipped.
     *
     * @param type {@code REFUND}, {@code RETURN} or {@code EXCHANGE}
     * @return the request's number
     * @throws ShopRefusal {@code wrong_state} when the order is not there or has not so many units shipped
     */
    public String ask(String orderNo, String lineNo, long units, String type) {
        return shop.atomically(() -> {
            OrderRevision order = shop.orders().find(orderNo).orElseThrow(() -> wrong("no order " + orderNo));
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> each.no().equals(lineNo) && each.shipped() >= units)
                    .findFirst()
                    .orElseThrow(() -> wrong("order " + orderNo + " has not so many shipped"));
            return add(order, line, units, type, false).number;
        });
    }

    /**
     * The buyer takes a request back.
     *
     * @throws ShopRefusal {@code wrong_state} when it is over, or not there
     */
    public void withdraw(String number) {
        change(number, () -> {
            AfterSale request = existing(number);
            if (!request.isOpen() || request.status.equals("PLATFORM_REFUNDING")) {
                throw wrong("request " + number + " is " + request.status);
            }
            request.become("USER_CANCELD", now());
            release(request);
        });
    }

    /**
     * The buyer sends the goods back.
     *
     * @throws ShopRefusal {@code wrong_state} when they are not awaited
     */
    public void sendBack(String number) {
        change(number, () -> {
            AfterSale request = existing(number);
            if (!request.status.equals("USER_WAIT_RETURN")) {
                throw wrong("request " + number + " is " + request.status);
            }
            request.become("MERCHANT_WAIT_RECEIPT", now());
        });
    }

    /** WeChat puts a request into a state by itself: any word, known or not. */
    public void set(String number, String status) {
        change(number, () -> existing(number).become(status, now()));
    }

    /** The numbers of the requests for an order, the oldest first. */
    public List<String> of(String orderNo) {
        return shop.atomically(() -> requests.values().stream()
                .filter(request -> request.orderNo.equals(orderNo))
                .map(request -> request.number)
                .toList());
    }

    private void change(String number, Runnable change) {
        shop.atomically(() -> {
            change.run();
            return number;
        });
    }

    /** The order is held for a request, or no longer: by the buyer, or because it was cancelled. */
    void orderChanged(OrderRevision order) {
        List<AfterSale> held = holding(order.no());
        Instant askedAt = order.refundRequestedAt();
        if (askedAt != null && !askedAt.equals(seen.put(order.no(), askedAt))) {
            order.lines().stream()
                    .filter(line -> line.quantity() > line.shipped() + line.cancelled())
                    .forEach(line ->
                            add(order, line, line.quantity() - line.shipped() - line.cancelled(), "REFUND", true));
        } else if (askedAt == null) {
            held.forEach(request ->
                    request.become(isCancelled(order, request) ? "MERCHANT_REFUND_SUCCESS" : "USER_CANCELD", now()));
        }
    }

    private static boolean isCancelled(OrderRevision order, AfterSale request) {
        return order.lines().stream()
                .anyMatch(line -> line.no().equals(request.line.no()) && line.cancelled() > request.line.cancelled());
    }

    private List<AfterSale> holding(String orderNo) {
        return requests.values().stream()
                .filter(request -> request.orderNo.equals(orderNo) && request.beforeShipment && request.isOpen())
                .toList();
    }

    private AfterSale add(OrderRevision order, OrderRevision.Line line, long units, String type, boolean before) {
        AfterSale request = new AfterSale(String.valueOf(++numbered), order, line, units, type, before, now());
        requests.put(request.number, request);
        return request;
    }

    /** WeChat has paid back what was granted a moment ago. */
    void settle() {
        Instant now = now();
        for (AfterSale request : new ArrayList<>(requests.values())) {
            Instant paid = request.changedAt.plus(PAYS_WITHIN);
            if (request.status.equals("PLATFORM_REFUNDING") && !paid.isAfter(now)) {
                request.become(
                        request.type.equals("RETURN") ? "MERCHANT_RETURN_SUCCESS" : "MERCHANT_REFUND_SUCCESS", paid);
                pay(request, paid);
            }
        }
    }

    private void pay(AfterSale request, Instant at) {
        if (!request.beforeShipment) {
            account.refund(request.orderNo, request.number, request.amount(), at);
            return;
        }
        account.nextRefundIsFor(request.orderNo, request.number);
        long cancelled = shop.orders().find(request.orderNo).orElseThrow().lines().stream()
                .filter(line -> line.no().equals(request.line.no()))
                .mapToLong(OrderRevision.Line::cancelled)
                .sum();
        shop.orders().cancelUpTo(request.orderNo, Map.of(request.line.no(), cancelled + request.units));
        release(request);
    }

    /** Nothing holds the order any more. */
    void release(AfterSale request) {
        boolean asked = shop.orders()
                .find(request.orderNo)
                .filter(order -> order.refundRequestedAt() != null)
                .isPresent();
        if (request.beforeShipment && asked && holding(request.orderNo).isEmpty()) {
            shop.withdrawRefund(request.orderNo);
        }
    }

    AfterSale find(String number) {
        AfterSale request = requests.get(number);
        if (request == null) {
            throw new WechatError(10021050, "aftersale order not exist");
        }
        return request;
    }

    List<AfterSale> all() {
        return List.copyOf(requests.values());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private AfterSale existing(String number) {
        settle();
        AfterSale request = requests.get(number);
        if (request == null) {
            throw wrong("no request " + number);
        }
        return request;
    }

    private static ShopRefusal wrong(String message) {
        return new ShopRefusal("wrong_state", message);
    }
}
