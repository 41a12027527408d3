package io.entrepot.connector.douyin;

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
import io.entrepot.connector.douyin.DouyinClient.Credentials;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.List;

/** Opens Douyin Shops (抖店). */
public final class DouyinConnector implements ChannelConnector {

    private static final String REMEDY =
            "name the app's app-key and app-secret and the shop's shop-id under credentials";

    /** No page says how long an order may be missing from the list. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(2);

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "douyin",
            "Douyin Shop",
            "抖店",
            List.of(
                    "ListingSource",
                    "PriceTarget",
                    "PriceSource",
                    "StockTarget",
                    "OrderSource",
                    "ShipmentTarget",
                    "AfterSaleSource",
                    "AfterSaleTarget",
                    "CallbackSource"),
            List.of(
                    new Field("app-key", "the app's app_key", List.of()),
                    new Field("app-secret", "the app's app_secret", List.of()),
                    new Field("shop-id", "the shop's number", List.of())),
            List.of(
                    new Field(
                            "visibility-lag", "how long an order may be missing from the list, such as 30s", List.of()),
                    new Field("clock-header", "the answers' header with the shop's clock: Date", List.of()),
                    new Field(
                            "stock-lowers",
                            "when the shop lowers the stock of its products",
                            Options.words(LowersWhen.class)),
                    new Field("after-sale-address", "number of the address that goods are sent back to", List.of()),
                    new Field("reject-reason-code", "the shop's usual reason to refuse a request", List.of())),
            List.of(new Quota(Quota.ALL, 10, Duration.ofSeconds(1), 10)),
            "docs/connectors/douyin.md",
            Proof.CONTRACT_CHECKED);

    /** Made by the service loader. */
    public DouyinConnector() {}

    /** Each product of the shop says when its stock is lowered. */
    private enum LowersWhen {
        PLACED,
        PAID
    }

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Credentials credentials = new Credentials(
                settings.credential("app-key", DouyinCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("app-secret", DouyinCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("shop-id", DouyinCodes.NO_CREDENTIAL, REMEDY));
        Options options = new Options(settings.options());
        Duration lag = options.duration("visibility-lag", USUAL_LAG);
        DouyinClient client = new DouyinClient(
                settings.baseUrl(), credentials, settings.options().getOrDefault("clock-header", "Date"), runtime);
        Lowers lowers =
                options.choice("stock-lowers", LowersWhen.PLACED) == LowersWhen.PLACED ? Lowers.PLACED : Lowers.PAID;
        // That the shop gives stock back is taken for granted: who gives it back a second time oversells.
        StockRules rules = new StockRules(WriteKind.DELTA, lowers, true, true, TooLarge.REFUSES, lag, Duration.ZERO);
        DouyinAfterSales afterSales = new DouyinAfterSales(lag, new AfterSaleReader(settings.currency()), client);
        return Storefront.of(List.of(
                new DouyinShelf(settings.id(), settings.currency(), client),
                new DouyinPrices(settings.currency(), client),
                new DouyinStock(rules, client),
                new DouyinOrders(lag, new OrderReader(settings.currency()), client),
                new DouyinParcels(client),
                afterSales,
                new DouyinAfterSaleAnswers(
                        number("after-sale-address", settings),
                        new RejectReasons(number("reject-reason-code", settings), client),
                        afterSales,
                        client),
                new DouyinCallbacks(credentials)));
    }

    /** A number of the shop's; empty where there is none. */
    private static String number(String option, StorefrontSettings settings) {
        String given = settings.options().getOrDefault(option, "").trim();
        if (!given.matches("\\d{0,18}")) {
            throw new Refusal(
                    DouyinCodes.REASON_MISSING,
                    option,
                    "storefront '" + settings.id() + "' has '" + given + "' as " + option,
                    "name the shop's number for it, such as 95251");
        }
        return given;
    }
}
