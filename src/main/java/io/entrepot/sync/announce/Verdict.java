package io.entrepot.sync.announce;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import io.entrepot.sync.announce.AnnouncementBook.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of an announcement after a call.
 *
 * @param outcome in one word, for the attempt
 * @param failures in a row, this one included
 * @param unknowns this one included
 * @param dueAt when it is told again, where it still is owed
 * @param restUntil when the notifier may be called again at all
 * @param trouble what a person is told of it; empty for nothing
 */
public record Verdict(
        State state,
        String outcome,
        int failures,
        int unknowns,
        Instant dueAt,
        Instant restUntil,
        Optional<Trouble> trouble) {

    private static final ErrorCode MAY_BE_UNHEARD = new ErrorCode("ENT-5200");
    private static final int PATIENCE = 5;
    private static final int TRIES = 2;
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

    /** Where an announcement stands. */
    public enum State {
        OWED,
        TOLD,
        REFUSED,
        /** Sent twice without an answer: it may have been heard twice, once or not at all. */
        LOST
    }

    /**
     * Why it was not told.
     *
     * @param message for people, with the cause
     */
    public record Trouble(ErrorCode code, String message) {}

    static Verdict of(Outcome outcome, Telling telling, Instant now) {
        if (outcome instanceof Outcome.Applied || outcome instanceof Outcome.Accepted) {
            return new Verdict(State.TOLD, "told", 0, telling.unknowns(), now, now, Optional.empty());
        }
        if (outcome instanceof Outcome.Throttled throttled) {
            Duration wait =
                    throttled.retryAfter().compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : throttled.retryAfter();
            return new Verdict(
                    State.OWED,
                    "throttled",
                    telling.failures(),
                    telling.unknowns(),
                    now,
                    now.plus(wait),
                    Optional.empty());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new Verdict(
                    State.REFUSED,
                    "rejected",
                    telling.failures(),
                    telling.unknowns(),
                    now,
                    now,
                    Optional.of(new Trouble(rejected.code(), rejected.message())));
        }
        return outcome instanceof Outcome.NotDone notDone ? notDone(notDone, telling, now) : unknown(telling, now);
    }

    private static Verdict notDone(Outcome.NotDone notDone, Telling telling, Instant now) {
        int failures = telling.failures() + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        return new Verdict(
                State.OWED,
                "not-done",
                failures,
                telling.unknowns(),
                now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait),
                now,
                Optional.of(new Trouble(notDone.code(), notDone.message())).filter(known -> failures >= PATIENCE));
    }

    /** Nobody knows whether it was heard: it is sent once more, and then given up. */
    public static Verdict unknown(Telling telling, Instant now) {
        int unknowns = telling.unknowns() + 1;
        boolean lost = unknowns >= TRIES;
        return new Verdict(
                lost ? State.LOST : State.OWED,
                "unknown",
                telling.failures(),
                unknowns,
                now.plus(AGAIN),
                now,
                Optional.of(new Trouble(
                                MAY_BE_UNHEARD,
                                "it was sent " + unknowns + " times, and no answer said whether it was heard"))
                        .filter(known -> lost));
    }
}
