package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes lanes of this process after work for them was committed. A signal given while nobody waits is kept. */
public final class LaneSignals {

    private record Lane(StorefrontId storefront, Aspect aspect) {}

    private final Map<Lane, Semaphore> signals = new ConcurrentHashMap<>();

    /** Tells a lane that something may be due. */
    public void raise(StorefrontId storefront, Aspect aspect) {
        of(storefront, aspect).release();
    }

    boolean await(StorefrontId storefront, Aspect aspect, Duration longest) throws InterruptedException {
        Semaphore signal = of(storefront, aspect);
        boolean raised = signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
        return raised;
    }

    private Semaphore of(StorefrontId storefront, Aspect aspect) {
        return signals.computeIfAbsent(new Lane(storefront, aspect), lane -> new Semaphore(0));
    }
}
