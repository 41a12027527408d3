package io.entrepot.channel.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call that failed before the first byte of its request was sent: nothing can have been done. */
public final class NotSent extends IOException {

    private static final long serialVersionUID = 1L;

    /** For this reason: a refused connection, a name that cannot be resolved, a failed handshake. */
    public NotSent(IOException reason) {
        super(reason.getMessage(), reason);
    }

    /** Whether a failure, or what caused it, was one before anything was sent. */
    public static boolean isProvenBy(IOException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotSent) {
                return true;
            }
        }
        return false;
    }
}
