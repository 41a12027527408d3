package io.entrepot.channel.spi;

import java.io.IOException;
import java.time.Duration;

/** Thrown before a call is sent, when the storefront's own quota has nothing left. Nothing reached the storefront. */
public final class QuotaExhausted extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /**
     * @param wait when there will be quota again
     */
    public QuotaExhausted(String operation, Duration wait) {
        super("no quota left for '" + operation + "' for " + wait);
        this.wait = wait;
    }

    /** When there will be quota again. */
    public Duration waitFor() {
        return wait;
    }
}
