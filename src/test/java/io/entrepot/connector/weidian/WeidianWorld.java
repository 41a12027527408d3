package io.entrepot.connector.weidian;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.weidian.WeidianSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One shop that is open on a fresh simulator. */
final class WeidianWorld {

    static final StorefrontId ID = new StorefrontId("shop");
    static final Currency CURRENCY = Currency.getInstance("CNY");
    static final Duration LAG = Duration.ofSeconds(2);
    static final Quota ROOMY = new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000);

    final SteppedClock clock = SteppedClock.atNoon();
    final WeidianSimulator simulator = WeidianSimulator.start(0, CURRENCY, LAG, "X-Shop-Now", clock);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(simulator));
    private final Map<Quota, Storefront> shops = new HashMap<>();

    <C extends Capability> C open(Class<C> capability) {
        return open(capability, ROOMY);
    }

    /** A second shop with another quota would end the token of the first. */
    <C extends Capability> C open(Class<C> capability, Quota quota) {
        return shops.computeIfAbsent(quota, this::open).capability(capability).orElseThrow();
    }

    private Storefront open(Quota quota) {
        HttpRuntimes runtimes = new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of(ID, List.of(quota))), clock),
                TokensInMemory::of,
                clock,
                new SimpleMeterRegistry(),
                Duration.ofSeconds(20));
        open.add(runtimes);
        // The first look makes an empty bucket; then time fills it.
        runtimes.budget().remaining(ID, "orders");
        clock.step(Duration.ofMinutes(1));
        Map<String, String> options = Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now");
        return new WeidianConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    ListingKey listed(String code, long stock) {
        String sku = simulator.shop().clerkLists(new OwnListing(code, null, "Cup", new Money(1250, CURRENCY), stock));
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
    }

    static ChannelOrder newest(OrderSource orders, String no) throws IOException {
        return orders.parse(orders.fetch(no).payload());
    }

    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
