package io.entrepot.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the one who reads the change log that it may have rows: after a commit, by whatever program. It may be raised
 * without cause. What is missed is made up for by a slow sweep.
 */
public final class ChangeSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSignal.class);
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(10);

    private final Semaphore raised = new Semaphore(0);
    private final CountDownLatch listening = new CountDownLatch(1);
    private final ScheduledExecutorService sweep;
    private final WatchThread watch;

    /** Returns when it listens; if that takes too long, it goes on trying by itself. */
    ChangeSignal(Function<Runnable, Watch> watch, Duration sweep) {
        this.watch = new WatchThread("entrepot-change-watch", watch.apply(this::heard));
        this.sweep = Executors.newSingleThreadScheduledExecutor(ChangeSignal::sweeper);
        this.sweep.scheduleWithFixedDelay(this::raise, sweep.toMillis(), sweep.toMillis(), TimeUnit.MILLISECONDS);
        awaitListening();
    }

    /**
     * Waits until the signal is raised, or {@code longest} is over. The first call returns at once: there may be rows from
     * before.
     *
     * @return whether there may be rows
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean await(Duration longest) throws InterruptedException {
        boolean changed = raised.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        raised.drainPermits();
        return changed;
    }

    /** To be called after each commit of our own that may have changed something; it ends the wait at once. */
    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** Ends the watch; {@link #await} then waits in vain. */
    @Override
    public void close() {
        sweep.shutdownNow();
        watch.close();
    }

    private void heard() {
        raise();
        listening.countDown();
    }

    private void awaitListening() {
        try {
            if (!listening.await(LISTENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "The change log is not watched yet; until it is, changes by other programs arrive by the sweep");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread sweeper(Runnable work) {
        Thread thread = new Thread(work, "entrepot-change-sweep");
        thread.setDaemon(true);
        return thread;
    }
}
