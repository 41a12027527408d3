package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.http.PrivateAuthority;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops whose certificates are wrong: nothing goes to them, a person is told, and nothing is lost meanwhile. */
class DistrustedShopTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static MockWebServer serving(SSLSocketFactory certificate) throws IOException {
        MockWebServer server = new MockWebServer();
        server.useHttps(certificate);
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static Shop at(MockWebServer server, String channel, Simulator shop) {
        return new Shop(channel, server.url("/").uri(), shop.credentials(), Map.of());
    }

    @Test
    void aPersonIsToldAndAllGoesOutOnceItIsMended(@TempDir Path folder) throws IOException, GeneralSecurityException {
        PrivateAuthority authority = new PrivateAuthority(folder);
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
                Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());
                Simulator vendure = Simulators.of("vendure").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());
                MockWebServer unknown = serving(PrivateAuthority.selfSigned("localhost"));
                MockWebServer other = serving(authority.serverNamed("shop.example"))) {
            Map<String, Shop> distrusted =
                    Map.of("one", at(unknown, "mall", mall), "two", at(other, "vendure", vendure));
            try (RunningEngine engine = authority.trustedBy(() -> running(database, distrusted))) {
                engine.product("cup", 1, 20);
                await().atMost(LONG).untilAsserted(() -> assertThat(troubles(engine))
                        .extracting(Item::storefront, Item::code, item -> item.subject()
                                .split("/")[0])
                        .containsExactlyInAnyOrder(
                                tuple("one", "ENT-3005", "feed"),
                                tuple("one", "ENT-3005", "publication"),
                                tuple("two", "ENT-3006", "feed"),
                                tuple("two", "ENT-3006", "publication")));
                assertThat(troubles(engine)).allSatisfy(item -> {
                    assertThat(item.cause()).contains("the certificate of host 'localhost' is ");
                    assertThat(item.remedy()).contains("certificate");
                });
            }
            assertThat(unknown.getRequestCount()).isZero();
            assertThat(other.getRequestCount()).isZero();

            Map<String, Shop> mended =
                    Map.of("one", Shop.of("mall", mall, Map.of()), "two", Shop.of("vendure", vendure, Map.of()));
            try (RunningEngine engine = running(database, mended)) {
                retry(engine);
                await().atMost(LONG).untilAsserted(() -> {
                    assertThat(mall.shop().stock("cup-1")).hasValue(20);
                    assertThat(vendure.shop().stock("cup-1")).hasValue(20);
                    assertThat(troubles(engine)).isEmpty();
                });
            }
        }
    }

    private static RunningEngine running(TestDatabase database, Map<String, Shop> shops) {
        return new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100));
    }

    private static void retry(RunningEngine engine) {
        troubles(engine).stream()
                .map(Item::subject)
                .filter(subject -> subject.startsWith("publication/"))
                .forEach(subject -> engine.engine().retry().now(Long.parseLong(subject.split("/")[1])));
    }

    private static List<Item> troubles(RunningEngine engine) {
        return engine.engine().attention().open(100);
    }
}
