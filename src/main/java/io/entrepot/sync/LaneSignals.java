package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Wakes lanes of this process after work for them was committed. A signal given while nobody waits is kept. */
public final class LaneSignals {

    private record Lane(StorefrontId storefront, Aspect aspect) {}

    private final Map<Lane, Semaphore> signals = new ConcurrentHashMap<>();
    private volatile BiConsumer<StorefrontId, Aspect> others = (storefront, aspect) -> {};

    /** Tells a lane that something may be due, and the same lane of other nodes where somebody passes it on. */
    public void raise(StorefrontId storefront, Aspect aspect) {
        wake(storefront, aspect);
        others.accept(storefront, aspect);
    }

    /** Wakes a lane of this process alone. */
    public void wake(StorefrontId storefront, Aspect aspect) {
        of(storefront, aspect).release();
    }

    /** From now on each {@link #raise} is passed on to these, who must not keep the caller waiting. */
    public void passOn(BiConsumer<StorefrontId, Aspect> toOthers) {
        others = toOthers;
    }

    /**
     * Waits for a signal to that lane, or until the time is over.
     *
     * @return whether there was one
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean await(StorefrontId storefront, Aspect aspect, Duration longest) throws InterruptedException {
        Semaphore signal = of(storefront, aspect);
        boolean raised = signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
        return raised;
    }

    private Semaphore of(StorefrontId storefront, Aspect aspect) {
        return signals.computeIfAbsent(new Lane(storefront, aspect), lane -> new Semaphore(0));
    }
}
