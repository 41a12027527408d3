package io.entrepot.channel.spi;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import java.util.Optional;

/** How urgent the calls are that a thread is making: the engine knows what of a batch fell to nothing, a connector does not. */
public final class CallUrgency {

    private static final ThreadLocal<Urgency> CURRENT = new ThreadLocal<>();

    private CallUrgency() {}

    /** Makes calls. */
    @FunctionalInterface
    public interface Calls<T, E extends Exception> {
        /** Makes them on the present thread. */
        T make() throws E;
    }

    /** Makes calls of that urgency, whatever the urgency of what is around them. */
    public static <T, E extends Exception> T during(Urgency urgency, Calls<T, E> calls) throws E {
        Urgency around = CURRENT.get();
        CURRENT.set(urgency);
        try {
            return calls.make();
        } finally {
            if (around == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(around);
            }
        }
    }

    /** The urgency of the calls that the present thread is making; empty when nobody has said. */
    public static Optional<Urgency> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
