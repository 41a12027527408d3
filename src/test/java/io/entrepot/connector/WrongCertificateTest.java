package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.http.PrivateAuthority;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is sent to a shop whose certificate is wrong; the outcome says what is wrong with it. */
class WrongCertificateTest {

    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CNY = Currency.getInstance("CNY");

    private final MockWebServer server = new MockWebServer();
    private PrivateAuthority authority;
    private HttpRuntimes runtimes;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        authority = new PrivateAuthority(folder);
        runtimes = authority.trustedBy(() -> new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of()), Clock.systemUTC()),
                TokensInMemory::of,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        runtimes.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mall", "vendure", "wechat-shop", "taobao", "douyin", "pinduoduo", "weidian"})
    void oneThatNobodyKnowsIsNotTrusted(String channel) throws IOException {
        serve(PrivateAuthority.selfSigned("localhost"));
        assertNothingSent(channel, "ENT-3005", "'localhost' is not trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mall", "vendure", "wechat-shop", "taobao", "douyin", "pinduoduo", "weidian"})
    void oneThatHasExpiredIsNotTrusted(String channel) throws IOException {
        serve(authority.expired("localhost"));
        assertNothingSent(channel, "ENT-3005", "'localhost' has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mall", "vendure", "wechat-shop", "taobao", "douyin", "pinduoduo", "weidian"})
    void oneForAnotherNameIsNotTaken(String channel) throws IOException {
        serve(authority.serverNamed("shop.example"));
        assertNothingSent(channel, "ENT-3006", "'localhost' is for another name", "[shop.example]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mall", "vendure", "wechat-shop", "taobao", "douyin", "pinduoduo", "weidian"})
    void oneOfAnAuthorityThatJavaTrustsIsTaken(String channel) throws IOException {
        serve(authority.serverNamed("localhost"));
        server.enqueue(new MockResponse.Builder().code(429).build());
        assertThat(priced(channel)).isInstanceOf(Outcome.Throttled.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private void serve(SSLSocketFactory certificate) throws IOException {
        server.useHttps(certificate);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    private void assertNothingSent(String channel, String id, String... words) {
        assertThat(priced(channel)).isInstanceOfSatisfying(Outcome.NotDone.class, outcome -> {
            assertThat(outcome.code()).hasToString(id);
            assertThat(outcome.message()).contains(words);
        });
        assertThatThrownBy(() -> open(channel)
                        .capability(ListingSource.class)
                        .orElseThrow()
                        .listings(null))
                .hasMessageContainingAll(words)
                .isInstanceOfSatisfying(IOException.class, it -> assertThat(NotSent.isProvenBy(it))
                        .isTrue());
        assertThat(server.getRequestCount()).isZero();
    }

    private Outcome priced(String channel) {
        PriceWrite price = new PriceWrite(new ListingKey(ID, "7", "1"), Money.of(1999, "CNY"), null);
        return open(channel)
                .capability(PriceTarget.class)
                .orElseThrow()
                .setPrices(List.of(price))
                .get(0);
    }

    private Storefront open(String channel) {
        Map<String, String> credentials =
                switch (channel) {
                    case "mall" -> Map.of("token", "secret");
                    case "vendure" -> Map.of("username", "owner", "password", "secret");
                    default ->
                        Connectors.installed().find(channel).descriptor().credentials().stream()
                                .filter(Field::needed)
                                .collect(Collectors.toMap(Field::name, unused -> "7"));
                };
        return Connectors.installed()
                .find(channel)
                .open(
                        new StorefrontSettings(ID, server.url("/").uri(), CNY, credentials, Map.of()),
                        runtimes.of(ID, Urgency.URGENT));
    }
}
