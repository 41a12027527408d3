package io.entrepot.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does steps of work while there are any, waits when there are none, and outlives a failing step. */
final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(8);

    private final Thread thread;
    private volatile boolean ending;

    Worker(String name, Step step, Rest rest) {
        thread = new Thread(() -> run(step, rest), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One step of work. */
    interface Step {
        /** Does a step. Returns whether there may be more. */
        boolean work();
    }

    /** Waiting between steps. */
    interface Rest {
        /** Waits until there may be work, at most that long. Returns whether somebody said so. */
        boolean await(Duration longest) throws InterruptedException;
    }

    private void run(Step step, Rest rest) {
        boolean failed = false;
        while (!ending) {
            try {
                boolean more = step.work();
                failed = false;
                if (!more) {
                    rest.await(LONGEST_REST);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failed && !ending) {
                    LOG.error(
                            "{} failed; it goes on, and says nothing more until it has worked again",
                            thread.getName(),
                            e);
                }
                failed = true;
                if (!pause(rest)) {
                    return;
                }
            }
        }
    }

    private static boolean pause(Rest rest) {
        try {
            rest.await(AFTER_FAILURE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Lets it end after the step in hand, without waiting for that. */
    void dismiss() {
        ending = true;
    }

    /** Waits for the step in hand. The thread is not interrupted: that would close an embedded database's file under it. */
    @Override
    public void close() {
        dismiss();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
