package io.entrepot.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a watch going in a daemon thread, and tries again, ever more slowly, while the database does not answer. */
final class WatchThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final Watch watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    WatchThread(String name, Watch watch) {
        this.watch = watch;
        this.thread = new Thread(this::keepGoing, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the watch and waits for it, two seconds at most. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        watch.breakOff();
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepGoing() {
        long pause = FIRST_PAUSE;
        try {
            do {
                long start = System.nanoTime();
                runOnce();
                boolean lasted = System.nanoTime() - start > LONGEST_PAUSE;
                pause = lasted ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
            } while (!closed.await(pause, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            LOG.debug("{} has ended", thread.getName());
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            watch.run();
        } catch (SQLException e) {
            if (closed.getCount() > 0) {
                LOG.warn("{} lost the database and tries again: {}", thread.getName(), e.getMessage());
            }
        }
    }
}
