package io.entrepot.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An engine's own work as single steps, for those who decide themselves when each is done. */
public final class Steps {

    private Steps() {}

    /** Declares the storefronts and gives the steps by name; no thread is started. */
    public static Map<String, BooleanSupplier> of(Engine engine) {
        engine.declare();
        Map<String, BooleanSupplier> steps = new LinkedHashMap<>();
        engine.work().forEach(work -> steps.put(work.name(), work.step()::work));
        return steps;
    }
}
