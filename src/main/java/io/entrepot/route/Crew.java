package io.entrepot.route;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Threads that repeat a round of work until they are dismissed. They are never interrupted: an interrupt during a database
 * call closes H2's files, and one during a call to a storefront leaves an attempt without an outcome.
 */
final class Crew {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 6;

    private final CountDownLatch dismissed = new CountDownLatch(1);
    private final CountDownLatch gone;
    private final AtomicInteger busy = new AtomicInteger();
    private final Consumer<RuntimeException> failures;

    /** One wait for work and the work that came of it. */
    @FunctionalInterface
    interface Round {
        void run(Crew crew) throws InterruptedException;
    }

    Crew(ExecutorService threads, int workers, Round round, Consumer<RuntimeException> failures) {
        this.gone = new CountDownLatch(workers);
        this.failures = failures;
        for (int i = 0; i < workers; i++) {
            threads.execute(() -> work(round));
        }
    }

    private void work(Round round) {
        int failed = 0;
        try {
            while (!isDismissed()) {
                failed = succeeds(round) ? 0 : failed + 1;
                pause(failed == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gone.countDown();
        }
    }

    private boolean succeeds(Round round) throws InterruptedException {
        try {
            round.run(this);
            return true;
        } catch (RuntimeException e) {
            failures.accept(e);
            return false;
        }
    }

    /** Waits, unless the crew is dismissed first. */
    void pause(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            dismissed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs the part of a round that a shutdown must wait for. */
    void whileBusy(Runnable work) {
        busy.incrementAndGet();
        try {
            work.run();
        } finally {
            busy.decrementAndGet();
        }
    }

    int busy() {
        return busy.get();
    }

    boolean isDismissed() {
        return dismissed.getCount() == 0;
    }

    void dismiss() {
        dismissed.countDown();
    }

    /** Whether all have left, or did within the given time. */
    boolean hasLeft(Duration longest) throws InterruptedException {
        return gone.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }
}
