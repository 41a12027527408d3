package io.entrepot.channel.http;

import io.entrepot.channel.spi.NotSent;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Tells a failure before anything was sent from one after it.
 *
 * @param ended whether calls are let out no longer
 */
record Sending(AtomicBoolean ended) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (ended.get()) {
            throw new NotSent(new IOException("the program is ending"));
        }
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
