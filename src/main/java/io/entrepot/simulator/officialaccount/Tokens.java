package io.entrepot.simulator.officialaccount;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The account's stable token: the same one for two hours, until somebody forces a new one. */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(2);

    private final Clock clock;
    private long given;
    private String token = "";
    private Instant ends = Instant.EPOCH;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    synchronized String give(boolean forced) {
        if (forced || !clock.instant().isBefore(ends)) {
            given++;
            token = "stable-" + given + "x".repeat(120);
            ends = clock.instant().plus(LIFE);
        }
        return token;
    }

    synchronized long seconds() {
        return Duration.between(clock.instant(), ends).toSeconds();
    }

    synchronized boolean holds(String shown) {
        return shown.equals(token) && clock.instant().isBefore(ends);
    }
}
