package io.entrepot.simulator.taobao;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.Witness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What buyers ask for, before and after the goods are sent. A request for the money of an order that is not sent is one for each of its lines,
 * and holds the order, as the shop's own {@code requestRefund} does. A trade shows the newest request of each line, and changes with it.
 */
public final class Refunds implements Witness {

    private final Shop shop;
    private final Map<String, Refund> refunds = new TreeMap<>();

    /** When the money for an order was last asked for. */
    private final Map<String, Instant> seen = new HashMap<>();

    private long numbered = 186_000_000_000_000_000L;
    private boolean tmall;
    private boolean sendsCodes;
    private boolean hasAddress = true;

    Refunds(Shop shop) {
        this.shop = shop;
        shop.tell(this);
    }

    /** It is a shop of Tmall's from now on. */
    public void onTmall() {
        tmall = true;
    }

    /** From now on each payment needs a code, which goes to the seller's phone. */
    public void codesAreSent() {
        sendsCodes = true;
    }

    /** The seller has no usual address for goods that come back any more. */
    public void theAddressIsGone() {
        hasAddress = false;
    }

    boolean isTmall() {
        return tmall;
    }

    boolean isCodeNeeded() {
        return sendsCodes;
    }

    boolean hasReturnAddress() {
        return hasAddress;
    }

    /**
     * A buyer asks for something for some units of a line that is sent.
     *
     * @param type {@code REFUND}, {@code REFUND_AND_RETURN}, {@code TAOBAO_EXCHANGE} and the like; empty for a refund of a special kind
     * @return the request's number
     * @throws ShopRefusal {@code wrong_state} when the order is not there or has not so many units sent
     */
    public String ask(String orderNo, String lineNo, long units, String type) {
        return shop.atomically(() -> {
            OrderRevision order = shop.orders().find(orderNo).orElseThrow(() -> wrong("no order " + orderNo));
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> each.no().equals(lineNo) && each.shipped() >= units)
                    .findFirst()
                    .orElseThrow(() -> wrong("order " + orderNo + " has not so many sent"));
            String number = add(order, line, units, type).number;
            shop.orders().touch(orderNo);
            return number;
        });
    }

    /**
     * The buyer takes a request back.
     *
     * @throws ShopRefusal {@code wrong_state} when it is over, or not there
     */
    public void withdraw(String number) {
        change(number, "CLOSED", Refund::isOpen);
    }

    /**
     * The buyer sends the goods back.
     *
     * @throws ShopRefusal {@code wrong_state} when they are not awaited
     */
    public void sendBack(String number) {
        change(number, "WAIT_SELLER_CONFIRM_GOODS", refund -> refund.status.equals("WAIT_BUYER_RETURN_GOODS"));
    }

    /** The platform puts a request into a state by itself: any word, known or not. */
    public void set(String number, String status) {
        shop.atomically(() -> become(existing(number), status));
    }

    /** The platform says what may not be done with a request: {@code cannot_refuse} or {@code refund_onweb}. */
    public void bind(String number, String bound) {
        shop.atomically(() -> existing(number).bound = bound);
    }

    /** The numbers of the requests for an order, the oldest first. */
    public List<String> of(String orderNo) {
        return shop.atomically(() -> refunds.values().stream()
                .filter(refund -> refund.orderNo.equals(orderNo))
                .map(refund -> refund.number)
                .toList());
    }

    private void change(String number, String next, Predicate<Refund> allowed) {
        shop.atomically(() -> {
            Refund refund = existing(number);
            if (!allowed.test(refund)) {
                throw wrong("request " + number + " is " + refund.status);
            }
            return become(refund, next);
        });
    }

    /** Puts a request into its next state, and the trade with it; the last to hold a trade lets it go. */
    Refund become(Refund refund, String next) {
        refund.become(next, now());
        boolean held = shop.orders()
                .find(refund.orderNo)
                .filter(order -> order.refundRequestedAt() != null)
                .isPresent();
        if (refund.beforeShipment && held && holding(refund.orderNo).isEmpty()) {
            shop.withdrawRefund(refund.orderNo);
        } else {
            shop.orders().touch(refund.orderNo);
        }
        return refund;
    }

    /** The buyer gets the money; what was not sent is closed. */
    void pay(Refund refund) {
        if (refund.beforeShipment) {
            refund.become("SUCCESS", now());
            long cancelled = shop.orders().find(refund.orderNo).orElseThrow().lines().stream()
                    .filter(line -> line.no().equals(refund.line.no()))
                    .mapToLong(OrderRevision.Line::cancelled)
                    .sum();
            shop.orders().cancelUpTo(refund.orderNo, Map.of(refund.line.no(), cancelled + refund.units));
        }
        become(refund, "SUCCESS");
    }

    /** The order is held for a request, or no longer: by the buyer, or because it was cancelled. */
    @Override
    public void orderChanged(OrderRevision order) {
        Instant askedAt = order.refundRequestedAt();
        if (askedAt != null && !askedAt.equals(seen.put(order.no(), askedAt))) {
            order.lines().stream()
                    .filter(line -> line.quantity() > line.shipped() + line.cancelled())
                    .forEach(line -> add(order, line, line.quantity() - line.shipped() - line.cancelled(), "REFUND"));
        } else if (askedAt == null) {
            holding(order.no())
                    .forEach(refund -> refund.become(isCancelled(order, refund) ? "SUCCESS" : "CLOSED", now()));
        }
    }

    private static boolean isCancelled(OrderRevision order, Refund refund) {
        return order.lines().stream()
                .anyMatch(line -> line.no().equals(refund.line.no()) && line.cancelled() > refund.line.cancelled());
    }

    private List<Refund> holding(String orderNo) {
        return refunds.values().stream()
                .filter(refund -> refund.orderNo.equals(orderNo) && refund.beforeShipment && refund.isOpen())
                .toList();
    }

    private Refund add(OrderRevision order, OrderRevision.Line line, long units, String type) {
        numbered++;
        Refund refund = new Refund(String.valueOf(numbered), order, line, units, type, now());
        refunds.put(refund.number, refund);
        return refund;
    }

    /** The newest request of a line. */
    Optional<Refund> newest(String orderNo, String lineNo) {
        return refunds.values().stream()
                .filter(refund ->
                        refund.orderNo.equals(orderNo) && refund.line.no().equals(lineNo))
                .reduce((older, newer) -> newer);
    }

    Refund find(String number) {
        return Optional.ofNullable(refunds.get(number))
                .orElseThrow(() -> TopError.behind("isv.refund-not-exist", "退款单不存在"));
    }

    List<Refund> all() {
        return List.copyOf(refunds.values());
    }

    private Instant now() {
        return shop.catalogue().now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Refund existing(String number) {
        return Optional.ofNullable(refunds.get(number)).orElseThrow(() -> wrong("no request " + number));
    }

    private static ShopRefusal wrong(String message) {
        return new ShopRefusal("wrong_state", message);
    }
}
