package io.entrepot.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process at last when it has been asked to end and something does not let it. Nothing is lost by that: whatever
 * was acknowledged is in the database, and what was under way is taken up by the next start.
 */
final class StopLimit {

    private static final Logger LOG = LoggerFactory.getLogger(StopLimit.class);

    /** Ten seconds are promised, and those who stop services give that much by custom. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

    /** A start cannot be stopped half-way, and by itself goes on to its end first. */
    private static final Duration LONGEST_STOP_OF_A_START = Duration.ofSeconds(2);

    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private volatile boolean starting = true;

    private StopLimit() {}

    /** To be called before anything is started. */
    static StopLimit set() {
        StopLimit limit = new StopLimit();
        Runtime.getRuntime().addShutdownHook(new Thread(limit::watch, "stop-limit"));
        return limit;
    }

    /** The start has succeeded or failed. */
    void startIsOver() {
        starting = false;
    }

    private void watch() {
        Duration longest = starting ? LONGEST_STOP_OF_A_START : LONGEST_STOP;
        Thread last = new Thread(() -> endAfter(longest), "stop-limit");
        last.setDaemon(true);
        last.start();
    }

    private static void endAfter(Duration longest) {
        try {
            if (!new CountDownLatch(1).await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not everything has ended within {}; the process ends now", longest);
                Runtime.getRuntime().halt(ENDED_BY_SIGTERM);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
