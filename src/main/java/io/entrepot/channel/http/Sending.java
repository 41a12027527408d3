package io.entrepot.channel.http;

import io.entrepot.channel.spi.NotSent;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Tells a failure before anything was sent from one after it. */
final class Sending implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException failure) {
            throw CallTag.of(chain.request()).sent().get() ? failure : new NotSent(failure);
        }
    }
}
