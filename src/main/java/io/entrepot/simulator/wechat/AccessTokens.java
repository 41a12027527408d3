package io.entrepot.simulator.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stable access token: the same one is given again until its last five minutes, in which a new one is given and both hold. A
 * forced refresh ends the old one at once.
 */
public final class AccessTokens {

    static final Duration LIFE = Duration.ofHours(2);
    private static final Duration LAST = Duration.ofMinutes(5);

    private final String kind;
    private final Clock clock;
    private long given;
    private String token = "";
    private Instant ends = Instant.EPOCH;
    private @Nullable String before;

    /**
     * @param kind how the tokens begin
     */
    public AccessTokens(String kind, Clock clock) {
        this.kind = kind;
        this.clock = clock;
    }

    /** A token, and for how long it holds. */
    public record Given(String token, Duration life) {}

    /** The token; a new one where that is forced. */
    public synchronized Given give(boolean forced) {
        Instant now = clock.instant();
        if (forced || !now.isBefore(ends.minus(LAST))) {
            before = forced ? null : token;
            given++;
            token = kind + "-" + given + "-".repeat(8) + "x".repeat(500);
            ends = now.plus(LIFE);
        }
        return new Given(token, Duration.between(now, ends));
    }

    /** Whether a call may be made with it. */
    public synchronized boolean holds(String shown) {
        Instant now = clock.instant();
        boolean overlap = shown.equals(before) && now.isBefore(ends.minus(LIFE).plus(LAST));
        return overlap || (shown.equals(token) && now.isBefore(ends));
    }

    /** Somebody else forces a refresh. */
    public synchronized void end() {
        give(true);
    }
}
