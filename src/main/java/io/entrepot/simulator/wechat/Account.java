package io.entrepot.simulator.wechat;

import io.entrepot.simulator.shop.OrderRevision;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's money: what buyers paid comes in, and what they got back goes out. Guarded by the shop's lock. */
final class Account {

    static final int PAYMENT = 1;
    static final int REFUND = 3;

    /** One entry, in fen; below zero when it was taken. */
    record Entry(
            String id,
            int fundsType,
            long amount,
            long balance,
            Instant bookedAt,
            String orderNo,
            @Nullable String afterSaleNo) {}

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();

    /** What of an order was booked already. */
    private final Map<String, Long> booked = new HashMap<>();

    private final Map<String, String> grantedBy = new HashMap<>();
    private long balance;

    Account(Clock clock) {
        this.clock = clock;
    }

    List<Entry> all() {
        return entries;
    }

    /** Once it is paid, what is not cancelled of it is the shop's. */
    void orderChanged(OrderRevision order) {
        if (order.paidAt() == null) {
            return;
        }
        long due = order.lines().stream()
                .mapToLong(line ->
                        line.price().times(line.quantity() - line.cancelled()).minor())
                .sum();
        long change = due - booked.getOrDefault(order.no(), 0L);
        if (change != 0) {
            booked.put(order.no(), due);
            String afterSale = change < 0 ? grantedBy.remove(order.no()) : null;
            book(change > 0 ? PAYMENT : REFUND, change, clock.instant(), order.no(), afterSale);
        }
    }

    /** The cancellation that follows was granted by a request. */
    void nextRefundIsFor(String orderNo, String afterSale) {
        grantedBy.put(orderNo, afterSale);
    }

    /** Money back for goods that were shipped. */
    void refund(String orderNo, String afterSale, long amount, Instant at) {
        book(REFUND, -amount, at, orderNo, afterSale);
    }

    private void book(int type, long amount, Instant at, String orderNo, @Nullable String afterSale) {
        balance += amount;
        String id = String.valueOf(10_000_000_000L + entries.size() + 1);
        entries.add(new Entry(id, type, amount, balance, at.truncatedTo(ChronoUnit.SECONDS), orderNo, afterSale));
    }
}
