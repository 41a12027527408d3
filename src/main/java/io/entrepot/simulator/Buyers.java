package io.entrepot.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who buy what is in stock: mostly one unit and paid at once; two in ten pay later; one in ten orders is cancelled.
 * The same seed in the same shop buys the same.
 */
public final class Buyers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Buyers.class);
    private static final int UNPAID_PERCENT = 20;
    private static final int CANCEL_PERCENT = 10;
    private static final int PATIENCE = 3;

    private final SimulatedShop shop;
    private final Random chance;
    private final Deque<String> unpaid = new ArrayDeque<>();
    private @Nullable ScheduledExecutorService thread;

    /** Buyers who have not come yet: call {@link #come} or {@link #step}. */
    public Buyers(SimulatedShop shop, long seed) {
        this.shop = shop;
        this.chance = new Random(seed);
    }

    /**
     * They place so many orders a minute from now on, evenly, until closed.
     *
     * @throws IllegalArgumentException when {@code ordersPerMinute} is under 1
     */
    public synchronized void come(int ordersPerMinute) {
        if (ordersPerMinute < 1) {
            throw new IllegalArgumentException("ordersPerMinute is " + ordersPerMinute + ": use 1 or more");
        }
        close();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "buyers");
            made.setDaemon(true);
            return made;
        });
        long nanos = Duration.ofMinutes(1).toNanos() / ordersPerMinute;
        Future<?> unused = thread.scheduleAtFixedRate(this::step, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** One buyer comes, and one who has waited long enough pays or goes away. */
    public synchronized void step() {
        try {
            buy();
            if (unpaid.size() > PATIENCE) {
                decide(unpaid.removeFirst());
            }
        } catch (ShopRefusal refusal) {
            LOG.debug("a buyer leaves: {}", refusal.getMessage());
        }
    }

    /** They stay away from now on. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    private void buy() {
        String sku = shop.anyInStock(chance).orElse(null);
        if (sku == null) {
            return;
        }
        long quantity = chance.nextInt(10) < 8 ? 1 : 2;
        if (roll(UNPAID_PERCENT)) {
            unpaid.addLast(shop.place(Purchase.unpaid(sku, quantity)));
            return;
        }
        String no = shop.place(Purchase.paid(sku, quantity));
        if (roll(CANCEL_PERCENT)) {
            shop.cancel(no);
        }
    }

    private void decide(String orderNo) {
        if (roll(CANCEL_PERCENT)) {
            shop.cancel(orderNo);
        } else {
            shop.pay(orderNo);
        }
    }

    private boolean roll(int percent) {
        return chance.nextInt(100) < percent;
    }
}
