package io.entrepot.connector.mall;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaHeaders;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Opens shops that speak the mall wire format, version 1. */
public final class MallConnector implements ChannelConnector {

    private static final List<String> FLAG = List.of("true", "false");
    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "mall",
            "Own mall",
            "自有商城",
            List.of(
                    "ListingSource",
                    "ListingTarget",
                    "PriceTarget",
                    "StockTarget",
                    "OrderSource",
                    "ShipmentTarget",
                    "CancellationTarget"),
            List.of(new Field("token", "the shop's bearer token", List.of())),
            List.of(
                    new Field("stock-write", "how the shop takes stock", Options.words(WriteKind.class)),
                    new Field("lowers", "when the shop lowers its own stock", List.of("placed", "paid")),
                    new Field("restores-paid", "whether it gives stock back when a paid order is cancelled", FLAG),
                    new Field("too-large", "what a delta below zero does", Options.words(TooLarge.class)),
                    new Field(
                            "visibility-lag",
                            "how long an order may be missing from the list, such as 500ms",
                            List.of())),
            Stream.of("items", "prices", "stock", "orders", "parcels")
                    .map(operation -> new Quota(operation, 50, Duration.ofSeconds(1), 100))
                    .toList(),
            QuotaHeaders.RATE_LIMIT,
            "docs/connectors/mall.md",
            Proof.SIMULATED);

    /** Made by the service loader. */
    public MallConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        String token =
                settings.credential("token", MallCodes.NO_TOKEN, "name the shop's bearer token under credentials");
        MallClient client = new MallClient(settings.baseUrl(), token, runtime);
        MallOptions options = MallOptions.read(settings.options());
        return Storefront.of(List.of(
                new MallShelf(settings.id(), client),
                new MallListings(settings.id(), settings.currency(), client),
                new MallPrices(client),
                new MallStock(options.stockRules(), client),
                new MallOrders(options.visibilityLag(), client),
                new MallParcels(client),
                new MallCancellations(client)));
    }
}
