package io.entrepot.serve;

import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Adjustment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Delivers goods that have run low while every storefront is simulated, so that the buyers there never run out of things to buy. */
final class DemoSupplier implements AutoCloseable {

    private static final long LOW = 3;
    private static final long DELIVERY = 20;
    private static final int PER_ROUND = 5;
    private static final int EVERY_SECONDS = 15;

    private final StockLevels stock;
    private final ScheduledExecutorService round = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-supplier");
        thread.setDaemon(true);
        return thread;
    });

    DemoSupplier(StockLevels stock) {
        this.stock = stock;
    }

    void start() {
        var unused = round.scheduleWithFixedDelay(this::deliver, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void deliver() {
        List<Adjustment> low = stock.low(LOW, PER_ROUND).stream()
                .map(level -> new Adjustment(level.sku(), level.location(), DELIVERY, "delivery/" + UUID.randomUUID()))
                .toList();
        if (!low.isEmpty()) {
            stock.adjust(low, "delivery");
        }
    }

    /** Ends after the delivery in hand; no thread is interrupted, for that would close an embedded database's file. */
    @Override
    public void close() {
        round.shutdown();
    }
}
