package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** Answers that the stand-in never gives. */
class PinduoduoAnswersTest {

    private static final StorefrontId ID = new StorefrontId("shop");

    private static Outcome written(String answer) throws IOException {
        SteppedClock clock = SteppedClock.atNoon();
        try (MockWebServer server = new MockWebServer();
                HttpRuntimes runtimes = new HttpRuntimes(
                        new LocalRateBudget(Quotas.fixed(Map.of()), clock),
                        TokensInMemory::of,
                        clock,
                        new SimpleMeterRegistry(),
                        Duration.ofSeconds(20))) {
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Date", "Tue, 24 Nov 2026 00:00:00 GMT")
                    .body(answer)
                    .build());
            server.start(InetAddress.getLoopbackAddress(), 0);
            StorefrontSettings settings = new StorefrontSettings(
                    ID,
                    server.url("/").uri(),
                    Currency.getInstance("CNY"),
                    Map.of("client-id", "7", "client-secret", "7", "access-token", "7"),
                    Map.of());
            StockTarget stock = new PinduoduoConnector()
                    .open(settings, runtimes.of(ID, Urgency.URGENT))
                    .capability(StockTarget.class)
                    .orElseThrow();
            return stock.write(List.of(new StockWrite.Delta(new ListingKey(ID, "7", "1"), 3)))
                    .get(0);
        }
    }

    @Test
    void stockThatIsSaidToBeUnchangedIsRejected() throws IOException {
        assertThat(written("{\"goods_quantity_update_response\":{\"is_success\":false}}"))
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void nobodyKnowsWhatBecameOfStockThatNothingIsSaidOf() throws IOException {
        assertThat(written("{\"goods_quantity_update_response\":{}}")).isInstanceOf(Outcome.Unknown.class);
        assertThat(written("{}")).isInstanceOf(Outcome.Unknown.class);
    }
}
