package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.spi.Capability;
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
import io.entrepot.connector.pinduoduo.PinduoduoClient.Credentials;
import io.entrepot.model.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Opens shops on Pinduoduo (拼多多). */
public final class PinduoduoConnector implements ChannelConnector {

    private static final String REMEDY =
            "name the application's client-id and client-secret and the shop's access-token under credentials";

    /** What is younger may still be missing from the list. */
    static final Duration SETTLES = Duration.ofMinutes(3);

    /** The pages advise to begin "some minutes" earlier. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(3);

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "pinduoduo",
            "Pinduoduo",
            "拼多多",
            List.of(
                    "ListingSource",
                    "PriceTarget",
                    "PriceSource",
                    "StockTarget",
                    "OrderSource",
                    "ShipmentTarget",
                    "AfterSaleSource"),
            List.of(
                    new Field("client-id", "the application's client_id", List.of()),
                    new Field("client-secret", "the application's client_secret", List.of()),
                    new Field("access-token", "the access_token that the shop's owner granted", List.of())),
            List.of(
                    new Field(
                            "visibility-lag",
                            "how long an order may be missing from the list, beside the time in which it settles",
                            List.of()),
                    new Field("settles-after", "how long changes are left alone before they are read", List.of()),
                    new Field("access-expires", "when the access token ends, such as 2027-01-31T16:00:00Z", List.of()),
                    new Field("clock-header", "the answers' header with the platform's clock: Date", List.of())),
            List.of(new Quota(Quota.ALL, 1000, Duration.ofSeconds(60), 1000)),
            "docs/connectors/pinduoduo.md",
            Proof.SIMULATED);

    /** Made by the service loader. */
    public PinduoduoConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Credentials credentials = new Credentials(
                settings.credential("client-id", PinduoduoCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("client-secret", PinduoduoCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("access-token", PinduoduoCodes.NO_CREDENTIAL, REMEDY),
                accessEnds(settings));
        Options options = new Options(settings.options());
        Duration settles = options.duration("settles-after", SETTLES);
        Duration lag = options.duration("visibility-lag", USUAL_LAG).plus(settles);
        PinduoduoClient client = new PinduoduoClient(
                settings.baseUrl(), credentials, settings.options().getOrDefault("clock-header", "Date"), runtime);
        // No page says when stock is lowered and given back: what cannot oversell is supposed.
        StockRules rules =
                new StockRules(WriteKind.DELTA, Lowers.PLACED, true, true, TooLarge.REFUSES, lag, Duration.ZERO);
        List<Capability> all = List.of(
                new PinduoduoShelf(settings.id(), settings.currency(), client),
                new PinduoduoPrices(settings.currency(), client),
                new PinduoduoStock(rules, client),
                new PinduoduoOrders(settles, lag, new OrderReader(settings.currency()), client),
                new PinduoduoAfterSales(settles, lag, new AfterSaleReader(settings.currency()), client),
                new PinduoduoParcels(client));
        return credentials.accessEnds().equals(Instant.MAX)
                ? Storefront.of(all)
                : Storefront.of(all, credentials.accessEnds());
    }

    private static Instant accessEnds(StorefrontSettings settings) {
        String told = settings.options().getOrDefault("access-expires", "");
        try {
            return told.isEmpty() ? Instant.MAX : Instant.parse(told);
        } catch (DateTimeException e) {
            throw new Refusal(
                    PinduoduoCodes.WRONG_OPTION,
                    "access-expires",
                    "option 'access-expires' is '" + told + "'",
                    "use an instant such as 2027-01-31T16:00:00Z");
        }
    }
}
