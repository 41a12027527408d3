package io.entrepot.sync;

import java.time.Duration;

/** How long to wait after failures in a row: one second, doubled each time, at most five minutes. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    static Duration after(int failures) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 16));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
