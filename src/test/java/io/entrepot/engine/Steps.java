package io.entrepot.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An engine's own work as single steps, for those who decide themselves when each is done. */
public final class Steps {

    private Steps() {}

    /**
     * One kind of work.
     *
     * @param work does a step, and returns whether there may be more
     * @param woken whether somebody has said since it was last asked that there may be work
     */
    public record Step(String name, BooleanSupplier work, BooleanSupplier woken) {}

    /** Declares the storefronts and gives the steps; no thread is started. */
    public static List<Step> of(Engine engine) {
        engine.declare();
        return engine.work().stream()
                .map(work -> new Step(work.name(), work.step()::work, () -> woken(work.rest())))
                .toList();
    }

    private static boolean woken(Worker.Rest rest) {
        try {
            return rest.await(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
