package io.entrepot.connector.weidian;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.connector.weidian.WeidianClient.Credentials;
import java.time.Duration;
import java.util.List;

/** Opens shops of Weidian (微店). */
public final class WeidianConnector implements ChannelConnector {

    private static final String REMEDY = "name the application's appkey and secret under credentials";

    /** No source says how long an order may be missing from the list. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(2);

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "weidian",
            "Weidian",
            "微店",
            List.of("ListingSource", "PriceTarget", "PriceSource", "StockTarget", "OrderSource", "ShipmentTarget"),
            List.of(
                    new Field("appkey", "the appkey of the shop's own application", List.of()),
                    new Field("secret", "the application's secret", List.of())),
            List.of(
                    new Field(
                            "visibility-lag", "how long an order may be missing from the list, such as 30s", List.of()),
                    new Field("clock-header", "the answers' header with the shop's clock: Date", List.of())),
            List.of(new Quota(Quota.ALL, 300, Duration.ofMinutes(1), 60)),
            "docs/connectors/weidian.md",
            Proof.SIMULATED);

    /** Made by the service loader. */
    public WeidianConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Credentials credentials = new Credentials(
                settings.credential("appkey", WeidianCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("secret", WeidianCodes.NO_CREDENTIAL, REMEDY));
        Duration lag = new Options(settings.options()).duration("visibility-lag", USUAL_LAG);
        WeidianClient client = new WeidianClient(
                settings.baseUrl(), credentials, settings.options().getOrDefault("clock-header", "Date"), runtime);
        // No source says when the platform lowers and gives back; this is the guess that shows too little and never too
        // much.
        StockRules rules =
                new StockRules(WriteKind.ABSOLUTE, Lowers.PLACED, true, true, TooLarge.REFUSES, lag, Duration.ZERO);
        return Storefront.of(List.of(
                new WeidianShelf(settings.id(), settings.currency(), client),
                new WeidianPrices(settings.currency(), client),
                new WeidianStock(rules, client),
                new WeidianOrders(lag, new OrderReader(settings.currency()), client),
                new WeidianParcels(client)));
    }
}
