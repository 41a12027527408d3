package io.entrepot.connector.vendure;

import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.StorefrontId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** The connector, open on a shop, in real time and without quotas. */
final class OpenShop implements AutoCloseable {

    static final StorefrontId ID = new StorefrontId("vendure-main");
    static final Currency CNY = Currency.getInstance("CNY");

    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), Clock.systemUTC()),
            TokensInMemory::of,
            Clock.systemUTC(),
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private final Storefront storefront;

    OpenShop(URI base, Map<String, String> credentials, Map<String, String> options) {
        storefront = new VendureConnector()
                .open(new StorefrontSettings(ID, base, CNY, credentials, options), runtimes.of(ID, Urgency.URGENT));
    }

    private <C extends Capability> C the(Class<C> type) {
        return storefront.capability(type).orElseThrow();
    }

    ListingTarget listings() {
        return the(ListingTarget.class);
    }

    PriceTarget prices() {
        return the(PriceTarget.class);
    }

    StockTarget stock() {
        return the(StockTarget.class);
    }

    OrderSource orders() {
        return the(OrderSource.class);
    }

    ListingSource shelf() {
        return the(ListingSource.class);
    }

    ShipmentTarget parcels() {
        return the(ShipmentTarget.class);
    }

    CancellationTarget cancellations() {
        return the(CancellationTarget.class);
    }

    /** A product of these SKUs in as many colours, at 12.50 each. */
    static ItemDraft draft(String code, String... skus) {
        List<SkuDraft> drafts = Arrays.stream(skus)
                .map(sku -> new SkuDraft(sku, null, null, Map.of("colour", "colour of " + sku), 1250))
                .toList();
        return new ItemDraft(code, null, "Tea " + code + " 绿茶", "Green tea", "Harbour", null, drafts);
    }

    @Override
    public void close() {
        storefront.close();
        runtimes.close();
    }
}
