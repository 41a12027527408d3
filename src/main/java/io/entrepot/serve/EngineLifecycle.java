package io.entrepot.serve;

import io.entrepot.engine.Engine;
import org.springframework.context.SmartLifecycle;

/** Starts the engine before the routes and ends it after them. */
final class EngineLifecycle implements SmartLifecycle {

    private final Engine engine;
    private final FirstImport firstImport;
    private final SimulatedShops simulated;
    private final DemoSupplier supplier;
    private volatile boolean running;

    EngineLifecycle(Engine engine, FirstImport firstImport, SimulatedShops simulated, DemoSupplier supplier) {
        this.engine = engine;
        this.firstImport = firstImport;
        this.simulated = simulated;
        this.supplier = supplier;
    }

    @Override
    public void start() {
        firstImport.run();
        engine.start();
        simulated.open();
        if (engine.config().storefronts().stream().allMatch(each -> each.simulated() != null)) {
            supplier.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        supplier.close();
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
