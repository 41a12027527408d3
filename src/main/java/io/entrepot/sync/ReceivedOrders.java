package io.entrepot.sync;

import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Inbound.OrderReceived;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders that took effect lately in this process, for taps that want to hear of them; the newest ten thousand. */
public final class ReceivedOrders {

    private static final int KEPT = 10_000;

    private final Deque<OrderReceived> newestLast = new ArrayDeque<>();
    private long sequence;

    /** Tells those who wait that an order has taken effect. */
    public synchronized void add(StorefrontId storefront, String orderNo) {
        newestLast.addLast(new OrderReceived(++sequence, storefront, orderNo));
        if (newestLast.size() > KEPT) {
            newestLast.removeFirst();
        }
        notifyAll();
    }

    synchronized Optional<OrderReceived> await(@Nullable StorefrontId storefront, long after, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<OrderReceived> next = newestLast.stream()
                    .filter(order -> order.sequence() > after)
                    .filter(order -> storefront == null || order.storefront().equals(storefront))
                    .findFirst();
            long left = end - System.nanoTime();
            if (next.isPresent() || left <= 0) {
                return next;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
