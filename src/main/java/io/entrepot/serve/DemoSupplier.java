package io.entrepot.serve;

import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.Database;
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
    private static final int EVERY_SECONDS = 15;

    private final Database database;
    private final StockLevels stock;
    private final ScheduledExecutorService round = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-supplier");
        thread.setDaemon(true);
        return thread;
    });

    DemoSupplier(Database database, StockLevels stock) {
        this.database = database;
        this.stock = stock;
    }

    void start() {
        var unused = round.scheduleWithFixedDelay(this::deliver, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void deliver() {
        List<Adjustment> low = database.queries()
                .select(SKU.CODE, LOCATION.CODE)
                .from(STOCK_LEVEL)
                .join(SKU)
                .on(SKU.ID.eq(STOCK_LEVEL.SKU_ID))
                .join(LOCATION)
                .on(LOCATION.ID.eq(STOCK_LEVEL.LOCATION_ID))
                .where(STOCK_LEVEL.ON_HAND.minus(STOCK_LEVEL.COMMITTED).lt(LOW))
                .limit(5)
                .fetch(row -> new Adjustment(row.value1(), row.value2(), DELIVERY, "delivery/" + UUID.randomUUID()));
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
