package io.entrepot.simulator.douyin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The shop's access token: who asks is given the same one until its last hour, then a new one; both hold while they last. */
final class AccessTokens {

    static final Duration LIFE = Duration.ofDays(7);
    private static final Duration LAST = Duration.ofHours(1);

    private final Clock clock;
    private long given;
    private String token = "";
    private Instant ends = Instant.EPOCH;
    private String before = "";
    private Instant beforeEnds = Instant.EPOCH;

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    record Given(String token, Duration life) {}

    synchronized Given give() {
        Instant now = clock.instant();
        if (!now.isBefore(ends.minus(LAST))) {
            before = token;
            beforeEnds = ends;
            fresh(now);
        }
        return new Given(token, Duration.between(now, ends));
    }

    private void fresh(Instant now) {
        given++;
        token = "token-" + given;
        ends = now.plus(LIFE);
    }

    synchronized boolean holds(String shown) {
        Instant now = clock.instant();
        return (shown.equals(token) && now.isBefore(ends)) || (shown.equals(before) && now.isBefore(beforeEnds));
    }

    /** The shop authorizes the app anew: what was given before holds no longer. */
    synchronized void end() {
        before = "";
        fresh(clock.instant());
    }
}
