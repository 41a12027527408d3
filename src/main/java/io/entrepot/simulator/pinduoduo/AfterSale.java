package io.entrepot.simulator.pinduoduo;

import io.entrepot.simulator.shop.OrderRevision;
import java.time.Instant;

/** One request of a buyer's. Guarded by the shop's lock. */
final class AfterSale {

    static final int MONEY_ASKED = 2;
    static final int RETURN_ASKED = 3;
    static final int BUYER_SENDS = 7;
    static final int REFUNDED = 10;
    static final int WITHDRAWN = 11;
    static final int EXCHANGE_ASKED = 14;

    final long number;
    final String orderNo;
    final OrderRevision.Line line;
    final long units;

    /** As the list counts: 2 money, 3 return, 4 exchange. */
    final int type;

    /** Whether the order was not shipped yet, so that it is held until this is over. */
    final boolean beforeShipment;

    final Instant askedAt;
    int status;
    String expressNo = "";
    Instant changedAt;

    AfterSale(
            long number,
            OrderRevision order,
            OrderRevision.Line line,
            long units,
            int type,
            boolean beforeShipment,
            Instant askedAt) {
        this.number = number;
        this.orderNo = order.no();
        this.line = line;
        this.units = units;
        this.type = type;
        this.beforeShipment = beforeShipment;
        this.askedAt = askedAt;
        this.changedAt = askedAt;
        status = type == 2 ? MONEY_ASKED : type == 3 ? RETURN_ASKED : EXCHANGE_ASKED;
    }

    boolean isOpen() {
        return refundStatus() == 2 || refundStatus() == 3;
    }

    /** Whether a clerk of the shop has to do something. */
    boolean waitsForTheShop() {
        return switch (status) {
            case 2, 3, 14, 21, 32, 33 -> true;
            default -> false;
        };
    }

    /** What the order says of it: 1 none or closed, 2 at it, 3 money on its way, 4 refunded. */
    int refundStatus() {
        return switch (status) {
            case 4, 5 -> 3;
            case 10 -> 4;
            case 0, 9, 11, 12, 13, 16, 17, 24, 25 -> 1;
            default -> 2;
        };
    }

    void become(int next, Instant at) {
        status = next;
        changedAt = at;
    }
}
