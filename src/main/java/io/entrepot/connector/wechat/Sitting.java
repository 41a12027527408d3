package io.entrepot.connector.wechat;

import io.entrepot.channel.spi.NotSent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;

/** The calls of one request of the engine, which together may take the time of one: its leases are as long as that. */
final class Sitting {

    private final long startedNanos = System.nanoTime();

    Response send(Call call) throws IOException {
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
