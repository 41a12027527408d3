package io.entrepot.simulator.taobao;

import io.entrepot.model.Money;
import io.entrepot.simulator.shop.OrderRevision;
import java.time.Instant;

/** One request of a buyer's. Guarded by the shop's lock. */
final class Refund {

    final String number;
    final String orderNo;
    final OrderRevision.Line line;
    final String oid;
    final long units;

    /** Such as {@code REFUND_AND_RETURN}; empty where it is of a special kind. */
    final String type;

    /** Whether the order was not sent yet, so that it is held until this is over. */
    final boolean beforeShipment;

    final Instant askedAt;
    String status = "WAIT_SELLER_AGREE";
    Instant changedAt;
    String bound = "";
    boolean reviewed;

    Refund(String number, OrderRevision order, OrderRevision.Line line, long units, String type, Instant askedAt) {
        this.number = number;
        this.orderNo = order.no();
        this.line = line;
        this.oid = TradeView.oid(order, line);
        this.units = units;
        this.type = type;
        this.beforeShipment = line.quantity() > line.shipped() + line.cancelled();
        this.askedAt = askedAt;
        this.changedAt = askedAt;
    }

    Money amount() {
        return line.price().times(units);
    }

    /** The version that an answer has to name. */
    long version() {
        return changedAt.toEpochMilli();
    }

    boolean isSpecial() {
        return type.isEmpty();
    }

    boolean goodsComeBack() {
        return !type.isEmpty() && !type.equals("REFUND");
    }

    /** Whether the seller's next yes is the money. */
    boolean isToBePaid() {
        return status.equals("WAIT_SELLER_CONFIRM_GOODS") || (status.equals("WAIT_SELLER_AGREE") && !goodsComeBack());
    }

    boolean isOpen() {
        return switch (status) {
            case "SUCCESS", "CLOSED", "SELLER_REFUSE_BUYER" -> false;
            default -> true;
        };
    }

    void become(String next, Instant at) {
        status = next;
        changedAt = at;
    }
}
