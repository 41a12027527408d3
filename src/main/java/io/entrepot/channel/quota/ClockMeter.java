package io.entrepot.channel.quota;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Lets token buckets tell the time by a {@link Clock}. */
public record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        Instant now = clock.instant();
        return Math.addExact(TimeUnit.SECONDS.toNanos(now.getEpochSecond()), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
