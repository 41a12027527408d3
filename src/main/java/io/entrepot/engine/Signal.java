package io.entrepot.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting worker; a signal given while nobody waits is kept. */
final class Signal implements Runnable, Worker.Rest {

    private final Semaphore raised = new Semaphore(0);

    @Override
    public void run() {
        raised.release();
    }

    @Override
    public boolean await(Duration longest) throws InterruptedException {
        boolean told = raised.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        raised.drainPermits();
        return told;
    }
}
