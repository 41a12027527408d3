package io.entrepot.simulation;

import static io.entrepot.database.DatabaseKind.H2_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The simulation with each channel's own declaration of how it treats stock, beside the others'. {@code -Dsimulation.seeds} sets how
 * many seeds all have; each channel has a hundredth of them.
 */
class ChannelRulesTest {

    private static final long SEEDS = Math.max(1, Long.getLong("simulation.seeds", 2000) / 100);
    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final List<String> CHANNELS =
            List.of("wechat-shop", "taobao", "douyin", "pinduoduo", "weidian", "vendure", "mall");
    private static final StorefrontId ID = new StorefrontId("shop");

    @ParameterizedTest
    @ValueSource(strings = {"wechat-shop", "taobao", "douyin", "pinduoduo", "weidian", "vendure", "mall"})
    void aChannelAsItDeclaresItselfEndsInStep(String channel) {
        List<String> turns = new ArrayList<>(CHANNELS);
        Collections.rotate(turns, -CHANNELS.indexOf(channel));
        List<StockRules> declared = turns.stream().map(ChannelRulesTest::rules).toList();
        Seeds seeds = new Seeds(H2_MEMORY);
        Map<Long, String> failed = new ConcurrentSkipListMap<>();
        LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(seed -> {
            String wrong = seeds.run(seed, declared);
            if (wrong != null) {
                failed.put(seed, wrong);
            }
        });
        System.out.println(SEEDS + " seeds of " + channel + ": " + declared.get(0));
        assertThat(failed).isEmpty();
    }

    private static StockRules rules(String channel) {
        Clock clock = Clock.systemUTC();
        ChannelConnector connector = Connectors.installed().find(channel);
        try (HttpRuntimes runtimes = new HttpRuntimes(
                        new LocalRateBudget(Quotas.fixed(Map.of()), clock),
                        TokensInMemory::of,
                        clock,
                        new SimpleMeterRegistry(),
                        Duration.ofSeconds(1));
                Storefront shop = connector.open(
                        new StorefrontSettings(
                                ID,
                                URI.create("http://127.0.0.1:9/"),
                                Currency.getInstance("CNY"),
                                connector.descriptor().credentials().stream()
                                        .filter(Field::needed)
                                        .collect(Collectors.toMap(Field::name, unused -> "7")),
                                options(connector)),
                        runtimes.of(ID, Urgency.ORDINARY))) {
            return shop.capability(StockTarget.class).orElseThrow().rules(new ListingKey(ID, "7", "1"));
        }
    }

    /** The simulated shops are of the quicker sort: an order is listed within seconds. */
    private static Map<String, String> options(ChannelConnector connector) {
        Map<String, String> quick = Map.of("visibility-lag", "5s", "settles-after", "1s");
        return connector.descriptor().options().stream()
                .map(Field::name)
                .filter(quick::containsKey)
                .collect(Collectors.toMap(name -> name, quick::get));
    }
}
