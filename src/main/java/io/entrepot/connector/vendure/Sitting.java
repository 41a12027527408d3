package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.NotSent;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;

/**
 * All calls made for one request of the engine. Together they may take the time of one call, because the engine's leases
 * are as long as that.
 */
final class Sitting {

    private final long startedNanos = System.nanoTime();

    /**
     * Leaves a call what is left of the time.
     *
     * @throws NotSent when nothing is left
     */
    void limit(Call call) throws NotSent {
        long limitNanos = call.timeout().timeoutNanos();
        if (limitNanos == 0) {
            return;
        }
        long leftNanos = limitNanos - (System.nanoTime() - startedNanos);
        if (leftNanos <= 0) {
            throw new NotSent(new InterruptedIOException("the calls before it took all of the time"));
        }
        call.timeout().timeout(leftNanos, TimeUnit.NANOSECONDS);
    }
}
