package io.entrepot.channel.kit;

import io.entrepot.channel.spi.NotSent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;

/** The calls of one request of the engine, which together may take the time of one: its leases are as long as that. */
public final class Sitting {

    private final long startedNanos = System.nanoTime();

    /** Begins now. */
    public Sitting() {}

    /**
     * Makes a call in what is left of the time.
     *
     * @throws NotSent when nothing is left
     * @throws IOException as the call does
     */
    public Response send(Call call) throws IOException {
        long limit = call.timeout().timeoutNanos();
        long left = limit - (System.nanoTime() - startedNanos);
        if (limit != 0 && left <= 0) {
            throw new NotSent(new InterruptedIOException("the calls before it took all of the time"));
        }
        if (limit != 0) {
            call.timeout().timeout(left, TimeUnit.NANOSECONDS);
        }
        return call.execute();
    }
}
