package io.entrepot.simulator;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper orders.
 *
 * @param no the order's number, or null to let the shop number it
 * @param placedAt when, or null for now; the shop counts the order as changed now in any case
 * @param paid whether it is paid at once
 */
public record Purchase(
        @Nullable String no, @Nullable Instant placedAt, boolean paid, String buyer, String address, List<Line> lines) {

    /**
     * One line.
     *
     * @param price what a unit costs, or null for the shop's price
     */
    public record Line(
            String skuCode, long quantity, @Nullable Money price) {
        /** At the shop's price. */
        public Line(String skuCode, long quantity) {
            this(skuCode, quantity, null);
        }
    }

    /** Paid at once, now. */
    public static Purchase paid(String skuCode, long quantity) {
        return of(true, List.of(new Line(skuCode, quantity)));
    }

    /** Not paid yet, placed now. */
    public static Purchase unpaid(String skuCode, long quantity) {
        return of(false, List.of(new Line(skuCode, quantity)));
    }

    /** Placed now by nobody in particular. */
    public static Purchase of(boolean paid, List<Line> lines) {
        return new Purchase(null, null, paid, "Li Wei", "1 Harbour Road", lines);
    }

    /** The same under a given number and time, for replaying a file. */
    public Purchase as(String orderNo, Instant at) {
        return new Purchase(orderNo, at, paid, buyer, address, lines);
    }
}
