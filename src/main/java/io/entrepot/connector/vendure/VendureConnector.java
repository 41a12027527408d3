package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import java.time.Duration;
import java.util.List;

/** Opens shops that run on Vendure. */
public final class VendureConnector implements ChannelConnector {

    private static final String REMEDY = "name an administrator's username and password under credentials";

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "vendure",
            "Vendure",
            "Vendure 商城",
            List.of(
                    "ListingTarget",
                    "PriceTarget",
                    "StockTarget",
                    "OrderSource",
                    "ListingSource",
                    "ShipmentTarget",
                    "CancellationTarget"),
            List.of(
                    field("username", "an administrator's login name"),
                    field("password", "the administrator's password")),
            List.of(
                    field("admin-path", "path of the admin API below base-url; admin-api unless given"),
                    field("channel-token", "token of one of the server's channels, for another than its default"),
                    field("stock-location", "name or id of the stock location to keep, where there are several"),
                    new Field("lowers", "when the shop allocates stock to an order", List.of("placed", "paid")),
                    field("visibility-lag", "how long an order may be missing from the list, such as 2s"),
                    field("reread-open-orders", "how often open orders are fetched anew, such as 1m"),
                    field("clock-header", "header of the answers with the server's clock; Date unless given"),
                    field(
                            "fulfillment-handler",
                            "handler that parcels are told under; manual-fulfillment unless given"),
                    field("order-states", "what states of its own order process mean: ReadyForPickup=paid, …")),
            Operations.ALL.stream()
                    .map(operation -> new Quota(operation, 20, Duration.ofSeconds(1), 40))
                    .toList(),
            "docs/connectors/vendure.md",
            Proof.SIMULATED);

    /** Made by the service loader. */
    public VendureConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Session.Credentials credentials = new Session.Credentials(
                settings.credential("username", VendureCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("password", VendureCodes.NO_CREDENTIAL, REMEDY));
        VendureOptions options = VendureOptions.read(settings.options());
        Transport transport = new Transport(settings.baseUrl(), options, runtime);
        AdminApi api = new AdminApi(transport, new Session(transport, credentials, runtime.tokens()));
        ShopFacts shop = new ShopFacts(options.stockLocation(), api);
        VariantBatch batch = new VariantBatch(api);
        KnownOrders known = new KnownOrders(api);
        return Storefront.of(List.of(
                new VendureListings(settings.id(), api, shop),
                new VendurePrices(settings.currency(), batch),
                new VendureStock(options.stockRules(), shop, new Levels(api, runtime.clock()), batch),
                new VendureOrders(options, api),
                new VendureShelf(settings.id(), settings.currency(), api, shop),
                new VendureParcels(options.fulfillmentHandler(), known, api),
                new VendureCancellations(known, api)));
    }

    private static Field field(String name, String meaning) {
        return new Field(name, meaning, List.of());
    }
}
