package io.entrepot.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A change signal that hears of nothing by itself: only of what is raised on it. */
public final class SilentSignal {

    private SilentSignal() {}

    /** One process's. */
    public static ChangeSignal make() {
        return new ChangeSignal(
                heard -> () -> {
                    heard.run();
                    new CountDownLatch(1).await();
                },
                Duration.ofDays(1));
    }
}
