package io.entrepot.channel.http;

import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.QuotaHeaders;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Gives each storefront its runtime; all of them share one HTTP client. */
public final class HttpRuntimes implements AutoCloseable {

    /** The time a call may take, from the name look-up to the last byte of the answer, unless another is given. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final int IDLE_CONNECTIONS = 16;
    private static final long IDLE_SECONDS = 4;

    private final OkHttpClient client;
    private final RateBudget budget;
    private final Function<StorefrontId, AccessTokens> tokens;
    private final Clock clock;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Makes the shared client.
     *
     * @param tokens where each storefront's access token is kept
     * @param callTimeout the hard limit of one call's time; a third of it for connecting
     */
    public HttpRuntimes(
            RateBudget budget,
            Function<StorefrontId, AccessTokens> tokens,
            Clock clock,
            MeterRegistry meters,
            Duration callTimeout) {
        this.budget = budget;
        this.tokens = tokens;
        this.clock = clock;
        client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(callTimeout)
                .connectTimeout(callTimeout.dividedBy(3))
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                // Shorter than what servers keep (Node.js, the least of them, 5 s): else a call meets a connection that
                // just ended.
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .addInterceptor(new Metered(meters))
                .addInterceptor(new Budgeted(budget, clock))
                .addInterceptor(new Sending(ended, clock))
                .addNetworkInterceptor(new SentOnce())
                .build();
    }

    /** The runtime of a storefront; calls that name no urgency of their own have this one. */
    public ChannelRuntime of(StorefrontId storefront, Urgency urgency) {
        return of(storefront, urgency, QuotaHeaders.NONE);
    }

    /** As the other, where the channel's answers tell of its quotas in these headers. */
    public ChannelRuntime of(StorefrontId storefront, Urgency urgency, QuotaHeaders headers) {
        return new HttpRuntime(client, budget, clock, storefront, urgency, headers, tokens.apply(storefront));
    }

    /** What the calls are counted by. */
    public RateBudget budget() {
        return budget;
    }

    /** Ends the calls that are under way, whose outcome is then unknown, and lets no other out. */
    public void endCalls() {
        ended.set(true);
        client.dispatcher().cancelAll();
    }

    /** Closes idle connections; calls under way go on. */
    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
