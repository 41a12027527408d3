package io.entrepot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is stepped. */
public final class SteppedClock extends Clock {

    private final AtomicReference<Instant> now;

    public SteppedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    public static SteppedClock atNoon() {
        return new SteppedClock(Instant.parse("2026-06-01T12:00:00Z"));
    }

    public void step(Duration by) {
        now.updateAndGet(at -> at.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
