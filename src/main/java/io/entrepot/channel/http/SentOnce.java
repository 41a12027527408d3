package io.entrepot.channel.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Marks a request as sent. It runs once a connection stands and before the first byte is written. The client would send a
 * request again by itself when a 503 carries {@code Retry-After: 0}; a write must not go out twice, so that header is taken off.
 */
final class SentOnce implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (CallTag.of(chain.request()).sent().getAndSet(true)) {
            throw new IOException("the client tried to send the request a second time");
        }
        Response response = chain.proceed(chain.request());
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
