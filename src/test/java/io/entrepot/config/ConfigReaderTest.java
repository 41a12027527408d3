package io.entrepot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.spi.Quota;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Simulated;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    private static final String SHORTEST = """
            storefronts:
              - id: a
                channel: mall
                currency: CNY
                simulated: {}
            """;

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new ConfigFixture(directory);
    }

    @Test
    void theShippedConfigurationIsValid() {
        Connectors installed = Connectors.installed();
        EntrepotConfig shipped = new ConfigReader(installed::descriptor, installed.ids())
                .read(Path.of("config", "entrepot.yaml"), Map.of());

        assertThat(shipped.stop()).isFalse();
        assertThat(shipped.locations()).containsExactly(new LocationConfig("main", "总仓", false));
        assertThat(shipped.firstImport()).containsExactly(Path.of("config/demo/catalogue.csv"));
        assertThat(shipped.storefronts())
                .extracting(
                        storefront -> storefront.id().value(),
                        storefront -> storefront.options().get("stock-write"))
                .containsExactly(
                        tuple("mall-delta", "delta"),
                        tuple("mall-absolute", "absolute"),
                        tuple("mall-cas", "compare-and-set"),
                        tuple("wechat-main", null),
                        tuple("taobao-main", null),
                        tuple("douyin-main", null),
                        tuple("pinduoduo-main", null),
                        tuple("weidian-main", null));
        assertThat(shipped.storefronts()).extracting(StorefrontConfig::baseUrl).containsOnlyNulls();
        assertThat(shipped.storefronts())
                .filteredOn(storefront -> storefront.channel().equals("mall"))
                .extracting(StorefrontConfig::valueDigest)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotDeclaredHasItsDefault() {
        EntrepotConfig config = fixture.read(SHORTEST);

        assertThat(config)
                .isEqualTo(new EntrepotConfig(
                        false,
                        List.of(new LocationConfig("main", "main", false)),
                        List.of(new StorefrontConfig(
                                new StorefrontId("a"),
                                "mall",
                                null,
                                new Simulated(0, 1, 0, false),
                                Currency.getInstance("CNY"),
                                Map.of(),
                                Map.of(),
                                List.of("main"),
                                "default",
                                new Switches(
                                        Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, true),
                                StockPolicy.ALL,
                                List.of(),
                                Brake.DEFAULT)),
                        List.of()));
    }

    @Test
    void noStorefrontYetIsFine() {
        assertThat(fixture.read("storefronts: []").storefronts()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        fixture.variable("HOST", "shop.example.com").variable("TOKEN", " t0ken\n");

        EntrepotConfig config = fixture.read(SchemaAgreementTest.full());

        assertThat(config.stop()).isTrue();
        assertThat(config.locations())
                .containsExactly(
                        new LocationConfig("sh", "上海仓", false), new LocationConfig("bj", "Beijing shop", true));
        StorefrontConfig storefront = config.storefronts().get(0);
        assertThat(storefront.baseUrl()).isEqualTo(URI.create("https://shop.example.com/api"));
        assertThat(storefront.credentials()).isEqualTo(Map.of("token", "t0ken"));
        assertThat(storefront.options())
                .isEqualTo(Map.of("stock-write", "delta", "restores-paid", "false", "visibility-lag", "500ms"));
        assertThat(storefront.locations()).containsExactly("bj");
        assertThat(storefront.priceList()).isEqualTo("retail");
        assertThat(storefront.sync())
                .isEqualTo(new Switches(Outbound.PUSH, Outbound.OFF, Outbound.PUSH, Outbound.PUSH, false));
        assertThat(storefront.stock()).isEqualTo(new StockPolicy(2, 50L, 60, 100));
        assertThat(storefront.quotas()).containsExactly(new Quota("stock", 20, Duration.ofMinutes(1), 40));
        assertThat(config.storefronts().get(1).simulated()).isEqualTo(new Simulated(30, 7, 2, true));
    }

    @Test
    void aStorefrontSellsFromAllDeclaredLocationsInTheirOrder() {
        assertThat(fixture.storefront("locations: [{code: z}, {code: a}]\n" + SHORTEST)
                        .locations())
                .containsExactly("z", "a");
    }

    @Test
    void aBurstIsAsLargeAsItsCallsUnlessSaidOtherwise() {
        assertThat(fixture.storefront(SHORTEST + "    quotas: {items: {calls: 7, per: 500ms}}")
                        .quotas())
                .containsExactly(new Quota("items", 7, Duration.ofMillis(500), 7));
    }

    @Test
    void theWordOffIsNoFalse() {
        assertThat(fixture.storefront(SHORTEST + "    sync: {price: off, orders: off}")
                        .sync())
                .isEqualTo(new Switches(Outbound.OBSERVE, Outbound.OFF, Outbound.OBSERVE, Outbound.OBSERVE, false));
    }

    @Test
    void aSimulatorStandsInForAddressAndCredentials() {
        String yaml = SHORTEST + "    base-url: https://${env:UNSET}\n    credentials: {token: \"${env:UNSET}\"}\n";

        assertThat(fixture.storefront(yaml).baseUrl()).isNull();
        assertThat(fixture.storefront(yaml).credentials()).isEmpty();
    }

    @Test
    void aSecretIsReadFromAFileWithoutTheWhiteSpaceAroundIt() {
        Path secret = fixture.write("token", "\uFEFFt0ken\r\n");

        assertThat(fixture.storefront("""
                                storefronts:
                                  - {id: a, channel: mall, currency: CNY, base-url: 'http://localhost:1', credentials: {token: "${file:%s}"}}
                                """.formatted(secret)).credentials()).isEqualTo(Map.of("token", "t0ken"));
    }

    @Test
    void aVariableMayStandAnywhereInAnOptionAndIsNotReadAgain() {
        fixture.variable("LAG", "5").variable("UNIT", "${env:LAG}$1");

        assertThat(fixture.storefront(SHORTEST + "    options: {visibility-lag: \"${env:LAG}${env:UNIT}\"}")
                        .options())
                .isEqualTo(Map.of("visibility-lag", "5${env:LAG}$1"));
    }

    @Test
    void storefrontsMayShareValuesByAliasesAndMergeKeys() {
        EntrepotConfig config = fixture.read("""
                storefronts:
                  - &first
                    id: a
                    channel: mall
                    currency: CNY
                    simulated: {}
                    stock: &stock {buffer: 3}
                  - <<: *first
                    id: b
                  - {id: c, channel: mall, currency: CNY, simulated: {}, stock: *stock}
                """);

        assertThat(config.storefronts())
                .extracting(storefront -> storefront.id().value())
                .containsExactly("a", "b", "c");
        assertThat(config.storefronts())
                .extracting(storefront -> storefront.stock().buffer())
                .containsOnly(3L);
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(fixture.read("\uFEFF" + SHORTEST)).isEqualTo(fixture.read(SHORTEST));
    }
}
