package io.entrepot.channel.http;

import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times calls per storefront and operation, and logs method, path, status and time: no header, query or body. */
record Metered(MeterRegistry meters) implements Interceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Metered.class);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        long start = System.nanoTime();
        try {
            Response response = chain.proceed(request);
            count(request, String.valueOf(response.code()), Duration.ofNanos(System.nanoTime() - start));
            return response;
        } catch (IOException failure) {
            count(request, word(failure), Duration.ofNanos(System.nanoTime() - start));
            throw failure;
        }
    }

    private void count(Request request, String result, Duration took) {
        CallTag tag = CallTag.of(request);
        Tags where = Tags.of("storefront", tag.storefront().value(), "operation", tag.operation());
        if (result.equals("no-quota")) {
            meters.counter("entrepot.channel.held", where).increment();
        } else {
            meters.timer("entrepot.channel.calls", where.and("result", result)).record(took);
        }
        if (result.equals("429")) {
            meters.counter("entrepot.channel.throttled", where).increment();
        }
        LOG.debug(
                "{} {} {}: {} in {} ms",
                tag.storefront(),
                request.method(),
                request.url().encodedPath(),
                result,
                took.toMillis());
    }

    private static String word(IOException failure) {
        if (failure instanceof QuotaExhausted) {
            return "no-quota";
        }
        return NotSent.isProvenBy(failure) ? "not-sent" : "no-answer";
    }
}
