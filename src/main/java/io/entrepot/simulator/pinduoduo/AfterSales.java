package io.entrepot.simulator.pinduoduo;

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
import java.util.function.Consumer;

/**
 * What buyers ask for after the sale. A request for the money of an order that is not shipped is one for each of its lines, and holds
 * the order, as the shop's own {@code requestRefund} does; the others leave the order alone, but it tells of them.
 */
public final class AfterSales implements Witness {

    private final Shop shop;
    private final Clock clock;
    private final TreeMap<Long, AfterSale> requests = new TreeMap<>();

    /** When the money for an order was last asked for. */
    private final Map<String, Instant> seen = new HashMap<>();

    private long numbered = 5_000_000_000L;

    AfterSales(Shop shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
        shop.tell(this);
    }

    /**
     * A buyer asks for something for some units of a line that is shipped.
     *
     * @param type 2 the money, 3 the money for the goods, 4 other goods
     * @return the request's number
     * @throws ShopRefusal {@code wrong_state} when the order is not there or has not so many units shipped
     */
    public String ask(String orderNo, String skuId, long units, int type) {
        return shop.atomically(() -> {
            OrderRevision order = shop.orders().find(orderNo).orElseThrow(() -> wrong("no order " + orderNo));
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> each.skuId().equals(skuId) && each.shipped() >= units)
                    .findFirst()
                    .orElseThrow(() -> wrong("order " + orderNo + " has not so many shipped"));
            AfterSale request = add(order, line, units, type, false);
            shop.orders().touch(orderNo);
            return String.valueOf(request.number);
        });
    }

    /** The clerk, the buyer or the platform puts a request into a state: any number, known or not. */
    public void set(String number, int status) {
        change(number, request -> request.become(status, now()));
    }

    /** The buyer sends goods back that are awaited, and the request waits for the shop again. */
    public void sendBack(String number, String expressNo) {
        change(number, request -> {
            request.expressNo = expressNo;
            request.become(request.type == 3 ? AfterSale.RETURN_ASKED : AfterSale.EXCHANGE_ASKED, now());
        });
    }

    private void change(String number, Consumer<AfterSale> change) {
        shop.atomically(() -> {
            AfterSale request = requests.get(Long.valueOf(number));
            if (request == null) {
                throw wrong("no request " + number);
            }
            change.accept(request);
            shop.orders().touch(request.orderNo);
            return number;
        });
    }

    /** The numbers of the requests for an order, the oldest first. */
    public List<String> of(String orderNo) {
        return shop.atomically(() ->
                all(orderNo).stream().map(each -> String.valueOf(each.number)).toList());
    }

    /** The order is held for a request, or no longer: by the buyer, or because it was cancelled, which refunds it. */
    @Override
    public void orderChanged(OrderRevision order) {
        Instant askedAt = order.refundRequestedAt();
        if (askedAt != null) {
            if (!askedAt.equals(seen.put(order.no(), askedAt))) {
                addForAll(order, order.lines());
            }
            return;
        }
        for (AfterSale request : all(order.no())) {
            if (request.beforeShipment && request.isOpen()) {
                request.become(isCancelled(order, request) ? AfterSale.REFUNDED : AfterSale.WITHDRAWN, now());
            }
        }
        if (order.paidAt() != null && order.cancelledAt() != null && !isRefunded(order)) {
            order.lines()
                    .forEach(line -> add(order, line, line.quantity(), 2, true).become(AfterSale.REFUNDED, now()));
        }
    }

    private void addForAll(OrderRevision order, List<OrderRevision.Line> lines) {
        lines.stream()
                .filter(line -> line.quantity() > line.shipped() + line.cancelled())
                .forEach(line -> add(order, line, line.quantity() - line.shipped() - line.cancelled(), 2, true));
    }

    private boolean isRefunded(OrderRevision order) {
        return all(order.no()).stream().anyMatch(each -> each.status == AfterSale.REFUNDED);
    }

    private static boolean isCancelled(OrderRevision order, AfterSale request) {
        return order.lines().stream()
                .anyMatch(line -> line.no().equals(request.line.no()) && line.cancelled() > request.line.cancelled());
    }

    private AfterSale add(OrderRevision order, OrderRevision.Line line, long units, int type, boolean before) {
        AfterSale request = new AfterSale(++numbered, order, line, units, type, before, now());
        requests.put(request.number, request);
        return request;
    }

    /** The newest for an order. */
    Optional<AfterSale> newest(String orderNo) {
        return all(orderNo).stream().reduce((older, newer) -> newer);
    }

    private List<AfterSale> all(String orderNo) {
        return requests.values().stream()
                .filter(each -> each.orderNo.equals(orderNo))
                .toList();
    }

    List<AfterSale> all() {
        return List.copyOf(requests.values());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ShopRefusal wrong(String message) {
        return new ShopRefusal("wrong_state", message);
    }
}
