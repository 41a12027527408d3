package io.entrepot.channel.spi;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of the calls that a thread is making, and a connector does not: what of a batch fell to nothing, and how
 * long the calls may last.
 *
 * @param urgency of the calls; null when nobody has said
 * @param overBy when the last of them has to be over; {@link Instant#MAX} when nobody has said
 */
public record CallTerms(@Nullable Urgency urgency, Instant overBy) {

    private static final CallTerms NONE = new CallTerms(null, Instant.MAX);
    private static final ThreadLocal<CallTerms> CURRENT = ThreadLocal.withInitial(() -> NONE);

    /** Makes calls. */
    @FunctionalInterface
    public interface Calls<T, E extends Exception> {
        /** Makes them on the present thread. */
        T make() throws E;
    }

    /** The terms of the calls that the present thread is making. */
    public static CallTerms current() {
        return CURRENT.get();
    }

    /** Makes calls of that urgency, whatever the urgency of what is around them. */
    public static <T, E extends Exception> T during(Urgency urgency, Calls<T, E> calls) throws E {
        return under(new CallTerms(urgency, current().overBy()), calls);
    }

    /** Makes calls that are over by then, or earlier where what is around them says so. */
    public static <T, E extends Exception> T overBy(Instant latest, Calls<T, E> calls) throws E {
        CallTerms around = current();
        return under(
                new CallTerms(around.urgency(), latest.isBefore(around.overBy()) ? latest : around.overBy()), calls);
    }

    private static <T, E extends Exception> T under(CallTerms terms, Calls<T, E> calls) throws E {
        CallTerms around = current();
        CURRENT.set(terms);
        try {
            return calls.make();
        } finally {
            if (around.equals(NONE)) {
                CURRENT.remove();
            } else {
                CURRENT.set(around);
            }
        }
    }

    /** The urgency of these calls, where somebody has said it. */
    public Optional<Urgency> saidUrgency() {
        return Optional.ofNullable(urgency);
    }

    /**
     * Holds a call back that might still be under way when it has to be over.
     *
     * @param longest how long it may take from now
     * @throws NotSent when that is too long
     */
    public void check(Clock clock, Duration longest) throws NotSent {
        if (overBy.isBefore(Instant.MAX) && clock.instant().plus(longest).isAfter(overBy)) {
            throw new NotSent(new IOException(
                    "it is too late for a call that may take " + longest + " and has to be over by " + overBy));
        }
    }
}
