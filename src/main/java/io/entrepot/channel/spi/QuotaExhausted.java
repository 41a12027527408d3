package io.entrepot.channel.spi;

import java.io.IOException;
import java.time.Duration;

/** Nothing was done, because there were too many calls: by our own count (then nothing was sent) or by the storefront's. */
public final class QuotaExhausted extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /**
     * @param wait when there will be quota again; rounded up to milliseconds, in which due times are kept, because what is due at
     *     once is asked for again at once
     */
    public QuotaExhausted(String operation, Duration wait) {
        super("no quota left for '" + operation + "' for " + wait);
        this.wait = Duration.ofMillis(wait.plusNanos(999_999).toMillis());
    }

    /** When there will be quota again, in whole milliseconds; zero when nobody knows. */
    public Duration waitFor() {
        return wait;
    }
}
