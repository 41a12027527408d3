package io.entrepot.simulator.weidian;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The access token. A new one ends the one before: whether the platform does so nobody says, and this is worse. */
final class Tokens {

    static final Duration LIFE = Duration.ofHours(24);

    private final Clock clock;
    private long given;
    private String token = "";
    private Instant ends = Instant.EPOCH;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    synchronized String give() {
        given++;
        token = "%032x0007".formatted(given);
        ends = clock.instant().plus(LIFE);
        return token;
    }

    synchronized boolean holds(String shown) {
        return shown.equals(token) && clock.instant().isBefore(ends);
    }
}
