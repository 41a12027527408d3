package io.entrepot.serve;

import io.entrepot.engine.Announcing;
import io.entrepot.engine.Engine;
import org.springframework.context.SmartLifecycle;

/** Starts the engine before the routes and ends it after them. */
final class EngineLifecycle implements SmartLifecycle {

    private final Engine engine;
    private final Announcing announcing;
    private final FirstImport firstImport;
    private final SimulatedShops simulated;
    private final DemoSupplier supplier;
    private final boolean alone;
    private volatile boolean running;

    /**
     * @param alone whether no other process works on the database
     */
    EngineLifecycle(
            Engine engine,
            Announcing announcing,
            FirstImport firstImport,
            SimulatedShops simulated,
            DemoSupplier supplier,
            boolean alone) {
        this.engine = engine;
        this.announcing = announcing;
        this.firstImport = firstImport;
        this.simulated = simulated;
        this.supplier = supplier;
        this.alone = alone;
    }

    @Override
    public void start() {
        firstImport.run();
        simulated.list();
        if (alone) {
            engine.takeOver();
        }
        engine.start();
        announcing.start();
        simulated.open();
        if (engine.config().storefronts().stream().allMatch(each -> each.simulated() != null)) {
            supplier.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        supplier.close();
        announcing.close();
        engine.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before Camel, which starts as late as it can. */
    @Override
    public int getPhase() {
        return 0;
    }
}
