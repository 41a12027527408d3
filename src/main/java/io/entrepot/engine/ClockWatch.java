package io.entrepot.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when this machine's clock is set back: what was to wait until then would wait for as long as the clock was set
 * back by. One that is put forward needs nobody: what waits is due the sooner.
 */
final class ClockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Consumer<Instant> setBack;
    private @Nullable Instant latest;

    /**
     * @param setBack told the time as it is now
     */
    ClockWatch(Clock clock, Consumer<Instant> setBack) {
        this.clock = clock;
        this.setBack = setBack;
    }

    /** Looks once. Returns false: there is never more to do at once. */
    boolean look() {
        Instant now = clock.instant();
        Instant before = latest;
        if (before != null && now.isBefore(before.minus(NOTICEABLE))) {
            LOG.warn(
                    "this machine's clock was set back from {} to {}; what waited for it is brought forward",
                    before,
                    now);
            setBack.accept(now);
        }
        latest = now;
        return false;
    }
}
