package io.entrepot.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HttpRuntimesTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LocalRateBudget budget = new LocalRateBudget(
            Quotas.fixed(Map.of(SHOP, List.of(new Quota("stock", 10, Duration.ofSeconds(1), 11)))), clock);
    private final MockWebServer server = new MockWebServer();
    private final HttpRuntimes runtimes =
            new HttpRuntimes(budget, TokensInMemory::of, clock, meters, Duration.ofSeconds(20));

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        budget.remaining(SHOP, "stock");
        clock.step(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        runtimes.close();
        server.close();
    }

    @Test
    void aSpentBudgetSendsNothing() throws IOException {
        for (int i = 0; i < 8; i++) {
            server.enqueue(ok());
            call(Urgency.ORDINARY).close();
        }
        assertThatThrownBy(() -> call(Urgency.ORDINARY))
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isEqualTo(Duration.ofMillis(101)));
        assertThat(server.getRequestCount()).isEqualTo(8);
        assertThat(meters.get("entrepot.channel.held").counter().count()).isEqualTo(1);
        server.enqueue(ok());
        call(Urgency.URGENT).close();
    }

    @Test
    void aCallThatMightLastTooLongIsNotSent() throws IOException {
        Instant over = clock.instant().plusSeconds(20);
        server.enqueue(ok());
        CallTerms.overBy(over, () -> call(Urgency.URGENT)).close();
        clock.step(Duration.ofMillis(1));
        assertThatThrownBy(() ->
                        CallTerms.overBy(over, () -> CallTerms.overBy(over.plusSeconds(9), () -> call(Urgency.URGENT))))
                .isInstanceOf(NotSent.class)
                .hasMessageContaining("PT20S");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aCallMayNameItsOwnUrgency() throws IOException {
        while (budget.tryTake(SHOP, "stock", Urgency.ORDINARY).isZero()) {}
        server.enqueue(ok());
        Request request = request().tag(Urgency.class, Urgency.URGENT).build();
        runtimes.of(SHOP, Urgency.ORDINARY).calls().newCall(request).execute().close();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void retryAfterPausesTheOperation() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "7")
                .build());
        call(Urgency.URGENT).close();
        assertThatThrownBy(() -> call(Urgency.URGENT))
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(meters.get("entrepot.channel.throttled").counter().count()).isEqualTo(1);
        clock.step(Duration.ofSeconds(7));
        server.enqueue(ok());
        call(Urgency.URGENT).close();
    }

    @Test
    void whatFellToNothingWaitsForTheNextCallIfThatIsAMomentAway() throws IOException {
        Clock real = Clock.systemUTC();
        LocalRateBudget spent = new LocalRateBudget(
                Quotas.fixed(Map.of(SHOP, List.of(new Quota("stock", 10, Duration.ofSeconds(1), 11)))), real);
        while (spent.tryTake(SHOP, "stock", Urgency.EMPTIED).isZero()) {}
        server.enqueue(ok());
        try (HttpRuntimes waiting = new HttpRuntimes(spent, TokensInMemory::of, real, meters, Duration.ofSeconds(20))) {
            Request request = request().build();
            waiting.of(SHOP, Urgency.EMPTIED).calls().newCall(request).execute().close();
        }
        assertThat(server.getRequestCount()).isEqualTo(1);

        budget.pauseUntil(SHOP, "stock", clock.instant().plusMillis(251));
        assertThatThrownBy(() -> call(Urgency.EMPTIED))
                .as("no longer than a moment")
                .isInstanceOf(QuotaExhausted.class);
    }

    @Test
    void retryAfterMayBeADate() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "Mon, 1 Jun 2026 12:01:30 GMT")
                .build());
        call(Urgency.URGENT).close();
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aWriteIsNeverSentTwice() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .build());
        server.enqueue(ok());
        assertThat(call(Urgency.URGENT).code()).isEqualTo(503);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsCutIsNotTriedAgain() {
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        assertThatThrownBy(() -> call(Urgency.URGENT))
                .isInstanceOfSatisfying(IOException.class, it -> assertThat(NotSent.isProvenBy(it))
                        .isFalse());
    }

    @Test
    void aRefusedConnectionIsProvenNotSent() {
        server.close();
        assertThatThrownBy(() -> call(Urgency.URGENT)).isInstanceOf(NotSent.class);
        assertThat(meters.get("entrepot.channel.calls")
                        .tag("result", "not-sent")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCallEndsAtItsTimeLimit() {
        try (HttpRuntimes hurried =
                new HttpRuntimes(budget, TokensInMemory::of, clock, meters, Duration.ofMillis(300))) {
            server.enqueue(
                    new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
            ChannelRuntime runtime = hurried.of(SHOP, Urgency.URGENT);
            assertThatThrownBy(() -> runtime.calls().newCall(request().build()).execute())
                    .isInstanceOfSatisfying(IOException.class, it -> assertThat(NotSent.isProvenBy(it))
                            .isFalse());
        }
    }

    @Test
    void aRedirectIsAnAnswerLikeAnyOther() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/elsewhere")
                .build());
        assertThat(call(Urgency.URGENT).code()).isEqualTo(302);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theLogNamesTheCallAndNoSecret() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(Metered.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        logger.setLevel(Level.DEBUG);
        try {
            server.enqueue(ok());
            call(Urgency.URGENT).close();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(seen);
        }
        assertThat(seen.list).singleElement().satisfies(event -> assertThat(event.getFormattedMessage())
                .startsWith("shop PUT /mall/v1/stock: 200 in ")
                .doesNotContain("secret"));
    }

    @Test
    void callsAreTimedPerStorefrontAndOperation() throws IOException {
        server.enqueue(ok());
        call(Urgency.URGENT).close();
        assertThat(meters.get("entrepot.channel.calls")
                        .tags("storefront", "shop", "operation", "stock", "result", "200")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private Response call(Urgency urgency) throws IOException {
        return runtimes.of(SHOP, urgency).calls().newCall(request().build()).execute();
    }

    private Request.Builder request() {
        return new Request.Builder()
                .url(server.url("/mall/v1/stock?key=secret"))
                .header("Authorization", "Bearer secret")
                .tag(Operation.class, new Operation("stock"))
                .put(RequestBody.create("secret", MediaType.get("text/plain")));
    }

    private static MockResponse ok() {
        return new MockResponse.Builder().code(200).build();
    }
}
