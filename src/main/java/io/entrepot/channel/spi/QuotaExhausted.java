package io.entrepot.channel.spi;

import java.io.IOException;
import java.time.Duration;

/** Nothing was done, because there were too many calls: by our own count (then nothing was sent) or by the storefront's. */
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
