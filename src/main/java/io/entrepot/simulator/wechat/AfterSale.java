package io.entrepot.simulator.wechat;

import io.entrepot.simulator.shop.OrderRevision;
import java.time.Instant;

/** One request of a buyer's. Guarded by the shop's lock. */
final class AfterSale {

    final String number;
    final String orderNo;
    final OrderRevision.Line line;
    final long units;
    final String type;

    /** Whether the order was not shipped yet, so that it is held until this is over. */
    final boolean beforeShipment;

    final Instant askedAt;
    String status = "MERCHANT_PROCESSING";
    String rejectReason = "";
    Instant changedAt;

    AfterSale(
            String number,
            OrderRevision order,
            OrderRevision.Line line,
            long units,
            String type,
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
    }

    long amount() {
        return line.price().times(units).minor();
    }

    boolean isOpen() {
        return switch (status) {
            case "MERCHANT_PROCESSING", "USER_WAIT_RETURN", "MERCHANT_WAIT_RECEIPT", "PLATFORM_REFUNDING" -> true;
            default -> false;
        };
    }

    void become(String next, Instant at) {
        status = next;
        changedAt = at;
    }
}
