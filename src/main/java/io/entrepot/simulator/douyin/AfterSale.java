package io.entrepot.simulator.douyin;

import io.entrepot.simulator.shop.OrderRevision;
import java.time.Duration;
import java.time.Instant;

/** One request of a buyer's. Guarded by the shop's lock. */
final class AfterSale {

    static final int ASKED = 6;
    static final int GOODS_AWAITED = 7;
    static final int GOODS_SENT = 11;
    static final int SUCCESS = 12;
    static final int REFUSED = 27;
    static final int FAILED = 28;

    private static final Duration PAYS_WITHIN = Duration.ofSeconds(1);

    final long number;
    final OrderRevision order;
    final OrderRevision.Line line;
    final long units;
    final AfterSales.Wish wish;
    final Instant askedAt;
    int status = ASKED;
    Instant changedAt;

    /** As the order was when the buyer asked. */
    AfterSale(
            long number,
            OrderRevision order,
            OrderRevision.Line line,
            long units,
            AfterSales.Wish wish,
            Instant askedAt) {
        this.number = number;
        this.order = order;
        this.line = line;
        this.units = units;
        this.wish = wish;
        this.askedAt = askedAt;
        this.changedAt = askedAt;
    }

    long amount() {
        return wish == AfterSales.Wish.EXCHANGE || wish == AfterSales.Wish.RESEND
                ? 0
                : line.price().times(units).minor();
    }

    /** Whether the order is held until this is over. */
    boolean isBeforeShipment() {
        return wish == AfterSales.Wish.BEFORE_SHIPMENT;
    }

    boolean isOpen() {
        return status == ASKED || status == GOODS_AWAITED || status == GOODS_SENT;
    }

    /** 1 to be paid back, 2 being paid back, 3 paid back. */
    int refundStatus(Instant now) {
        if (status != SUCCESS) {
            return 1;
        }
        return now.isBefore(changedAt.plus(PAYS_WITHIN)) ? 2 : 3;
    }

    void become(int next, Instant at) {
        status = next;
        changedAt = at;
    }
}
