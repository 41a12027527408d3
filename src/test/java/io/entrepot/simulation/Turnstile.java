package io.entrepot.simulation;

import io.entrepot.channel.spi.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * Lets so many calls into a storefront and no more, and counts in its own way, which nobody outside knows. A call that it must
 * refuse is a defect of whoever sent it, save for those that arrived so late that their sender had stopped counting them.
 */
final class Turnstile {

    /** How calls are counted. */
    enum Kind {
        /** In windows that begin whenever the last one is over. */
        FIXED,
        /** In the time before each call. */
        SLIDING,
        /** Out of a bucket that is filled evenly. */
        BUCKET
    }

    private final Quota quota;
    private final boolean told;
    private final Kind kind;
    private final Duration phase;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private final Deque<Instant> strays = new ArrayDeque<>();
    private Instant full = Instant.EPOCH;

    Turnstile(Quota quota, boolean told, Random chance) {
        this.quota = quota;
        this.told = told;
        this.kind = quota.burst() > quota.calls() ? Kind.BUCKET : Kind.values()[chance.nextInt(2)];
        this.phase = Duration.ofMillis(chance.nextInt((int) quota.period().toMillis()));
    }

    /** Whether calls of that operation pass here. */
    boolean isFor(String operation) {
        return quota.operation().equals(operation) || quota.operation().equals(Quota.ALL);
    }

    /** Whether there is room for one call more. */
    boolean hasRoom(Instant now) {
        Instant oldest = now.minus(quota.period());
        while (!taken.isEmpty() && !taken.peekFirst().isAfter(oldest)) {
            taken.removeFirst();
        }
        return switch (kind) {
            case SLIDING -> taken.size() < quota.calls();
            case FIXED -> taken.stream().filter(at -> window(at) == window(now)).count() < quota.calls();
            case BUCKET ->
                !full.minus(interval().multipliedBy(quota.burst() - 1)).isAfter(now);
        };
    }

    private long window(Instant at) {
        return Math.floorDiv(at.plus(phase).toEpochMilli(), quota.period().toMillis());
    }

    private Duration interval() {
        return quota.period().dividedBy(quota.calls());
    }

    /** One call passes. */
    void pass(Instant now) {
        taken.addLast(now);
        full = (full.isAfter(now) ? full : now).plus(interval());
    }

    /** A call has come of which its sender knows no more that it is on its way. */
    void stray(Instant now) {
        strays.addLast(now);
    }

    /** Whether it may be that one more came than there is room for: nobody was told, or one had gone astray, which excuses one alone. */
    boolean mayBeHit(Instant now) {
        if (!told) {
            return true;
        }
        Instant oldest = now.minus(quota.period().multipliedBy(2));
        while (!strays.isEmpty() && strays.peekFirst().isBefore(oldest)) {
            strays.removeFirst();
        }
        return strays.pollFirst() != null;
    }

    /** How long until there is room again, as far as a storefront says so: at most a period. */
    Duration retryAfter(Instant now) {
        return switch (kind) {
            case SLIDING -> Duration.between(now, taken.getFirst().plus(quota.period()));
            case FIXED ->
                Duration.ofMillis(quota.period().toMillis()
                        - Math.floorMod(
                                now.plus(phase).toEpochMilli(), quota.period().toMillis()));
            case BUCKET -> interval();
        };
    }

    @Override
    public String toString() {
        return kind + " " + quota + " phase " + phase + " took " + taken;
    }
}
