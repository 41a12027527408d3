package io.entrepot.channel.http;

import io.entrepot.channel.spi.NotSent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets no call out that comes too late, and tells a failure before anything was sent from one after it.
 *
 * @param ended whether calls are let out no longer
 */
record Sending(AtomicBoolean ended, Clock clock) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (ended.get()) {
            throw new NotSent(new IOException("the program is ending"));
        }
        CallTag.of(chain.request())
                .terms()
                .check(clock, Duration.ofNanos(chain.call().timeout().timeoutNanos()));
        try {
            return chain.proceed(chain.request());
        } catch (IOException failure) {
            throw CallTag.of(chain.request()).sent().get()
                    ? failure
                    : Certificates.named(
                            new NotSent(failure), chain.request().url().host());
        }
    }
}
