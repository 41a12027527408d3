package io.entrepot.connector.pinduoduo;

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
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.pinduoduo.PinduoduoSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One shop with its connector, on a clock of its own. */
final class ShopWorld implements AutoCloseable {

    static final StorefrontId ID = new StorefrontId("shop");
    static final Currency CURRENCY = Currency.getInstance("CNY");
    static final Duration LAG = Duration.ofSeconds(2);

    private static final Quota ROOMY = new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000);

    final SteppedClock clock = SteppedClock.atNoon();
    final PinduoduoSimulator simulator = PinduoduoSimulator.start(0, CURRENCY, LAG, "X-Shop-Now", clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of(ID, List.of(ROOMY))), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private final Storefront shop;

    ShopWorld() {
        this(Map.of());
    }

    /** With these options beside the usual ones. */
    ShopWorld(Map<String, String> further) {
        // The first look makes an empty bucket; then time fills it.
        runtimes.budget().remaining(ID, "orders");
        clock.step(Duration.ofMinutes(1));
        Map<String, String> options = Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now");
        Map<String, String> all = new HashMap<>(options);
        all.putAll(further);
        shop = new PinduoduoConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, simulator.credentials(), all),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    Optional<Instant> accessEnds() {
        return shop.accessEnds();
    }

    <C extends Capability> C the(Class<C> capability) {
        return shop.capability(capability).orElseThrow();
    }

    OrderSource orders() {
        return the(OrderSource.class);
    }

    ListingKey listed(long stock) {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CURRENCY), stock));
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
    }

    String bought(long quantity) {
        return simulator.shop().place(Purchase.paid("cup", quantity));
    }

    ChannelOrder newest(String no) throws IOException {
        return orders().parse(orders().fetch(no).payload());
    }

    @Override
    public void close() {
        shop.close();
        runtimes.close();
        simulator.close();
    }
}
