package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shop, and the connector open at it. */
final class OpenShop implements AutoCloseable {

    static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId ID = new StorefrontId("shop");

    final SteppedClock clock = SteppedClock.atNoon();
    final WechatSimulator simulator = WechatSimulator.start(0, CNY, Duration.ZERO, "X-Shop-Now", clock);
    private final HttpRuntimes runtimes;
    private final Storefront storefront;

    /**
     * @param more options beside the usual ones
     */
    OpenShop(Duration callTimeout, Map<String, String> more) {
        runtimes = new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of()), clock),
                TokensInMemory::of,
                clock,
                new SimpleMeterRegistry(),
                callTimeout);
        Map<String, String> options = new HashMap<>(Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now"));
        options.putAll(more);
        storefront = new WechatConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CNY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    OpenShop() {
        this(Duration.ofSeconds(20), Map.of());
    }

    @Override
    public void close() {
        runtimes.close();
        simulator.close();
    }

    <C extends Capability> C as(Class<C> capability) {
        return storefront.capability(capability).orElseThrow();
    }

    ListingKey listed(String code, long stock) {
        String sku = simulator.shop().clerkLists(new OwnListing(code, null, code, new Money(1250, CNY), stock));
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
    }

    String bought(String code, long units) {
        return simulator.shop().place(Purchase.paid(code, units));
    }

    /** Bought and sent, so that it can be sent back. */
    String sent(String code, long units) {
        String no = bought(code, units);
        simulator.shop().ship(no);
        return no;
    }

    /** Time passes, and with it the access token, which a call finds out. */
    void later(Duration time) {
        clock.step(time);
        assertThatThrownBy(() -> as(OrderSource.class).fetch("0")).isInstanceOf(IOException.class);
    }

    /** All that a feed has of a window. */
    static List<RawRecord> all(Feed feed, Instant from, Instant to) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = feed.page(from, to, token);
            records.addAll(page.records());
            token = page.nextToken();
        } while (token != null);
        return records;
    }
}
