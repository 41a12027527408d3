package io.entrepot.connector.taobao;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.connector.taobao.RefundConsent.ShopKind;
import io.entrepot.connector.taobao.TopClient.Account;
import io.entrepot.model.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Opens shops on Taobao and Tmall (淘宝、天猫). */
public final class TaobaoConnector implements ChannelConnector {

    private static final String REMEDY =
            "name the application's AppKey and AppSecret, and the seller's session, under credentials";

    /** The pages do not say how long a trade may be missing from the list. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(2);

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "taobao",
            "Taobao and Tmall",
            "淘宝天猫",
            List.of(
                    "ListingSource",
                    "PriceTarget",
                    "PriceSource",
                    "StockTarget",
                    "OrderSource",
                    "ShipmentTarget",
                    "AfterSaleSource",
                    "AfterSaleTarget"),
            List.of(
                    new Field("app-key", "the application's AppKey", List.of()),
                    new Field("app-secret", "the application's AppSecret", List.of()),
                    new Field("session", "the session (access token) that the seller gave the application", List.of()),
                    Field.extra("refund-session", "the session of a sub-account, which alone may pay back")),
            List.of(
                    new Field(
                            "visibility-lag", "how long an order may be missing from the list, such as 30s", List.of()),
                    new Field("clock-header", "the answers' header with the gateway's clock: Date", List.of()),
                    new Field("sign-method", "how calls are signed: hmac", Options.words(TopSign.class)),
                    new Field(
                            "lowers",
                            "when the shop's items lower their stock (sub_stock 1: placed, 2: paid): paid",
                            List.of("placed", "paid")),
                    new Field("shop", "where the shop is: taobao", Options.words(ShopKind.class)),
                    new Field("refund-operator", "who is said to have looked at a refund of Tmall's", List.of()),
                    new Field("session-expires", "when the session ends, such as 2027-01-31T16:00:00Z", List.of())),
            List.of(),
            "docs/connectors/taobao.md",
            Proof.CONTRACT_CHECKED);

    /** Made by the service loader. */
    public TaobaoConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Options options = new Options(settings.options());
        Account account = new Account(
                settings.credential("app-key", TaobaoCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("app-secret", TaobaoCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("session", TaobaoCodes.NO_CREDENTIAL, REMEDY),
                options.choice("sign-method", TopSign.HMAC),
                sessionEnds(settings));
        Duration lag = options.duration("visibility-lag", USUAL_LAG);
        String clock = settings.options().getOrDefault("clock-header", "Date");
        TopClient client = new TopClient(settings.baseUrl(), account, clock, runtime);
        StockRules rules =
                new StockRules(WriteKind.DELTA, lowers(options), true, true, TooLarge.CLAMPS, lag, Duration.ZERO);
        ItemReader items = new ItemReader(settings.currency(), client);
        TaobaoRefunds refunds = new TaobaoRefunds(lag, new RefundReader(settings.currency()), client);
        RefundConsent consent = new RefundConsent(
                options.choice("shop", ShopKind.TAOBAO),
                settings.options().getOrDefault("refund-operator", "").trim(),
                client,
                new TopClient(settings.baseUrl(), payer(account, settings), clock, runtime));
        List<Capability> all = List.of(
                new TaobaoShelf(settings.id(), items, client),
                new TaobaoPrices(items, client),
                new TaobaoStock(rules, client),
                new TaobaoTrades(lag, new TradeReader(settings.currency()), client),
                new TaobaoParcels(client),
                refunds,
                new TaobaoRefundAnswers(consent, refunds, client));
        return account.sessionEnds().equals(Instant.MAX)
                ? Storefront.of(all)
                : Storefront.of(all, account.sessionEnds());
    }

    /** The sub-account where one is named; of its session nobody says when it ends. */
    private static Account payer(Account account, StorefrontSettings settings) {
        String session = settings.credentials().getOrDefault("refund-session", "");
        return session.isBlank()
                ? account
                : new Account(account.appKey(), account.secret(), session, account.sign(), Instant.MAX);
    }

    /** Said of all items of the storefront. Where it is wrong for one, {@code paid} shows too little for a while, and never too much. */
    private static Lowers lowers(Options options) {
        Lowers lowers = options.choice("lowers", Lowers.PAID);
        if (lowers == Lowers.SHIPPED) {
            throw new Refusal(TaobaoCodes.WRONG_OPTION, "lowers", "option 'lowers' is 'shipped'", "use placed, paid");
        }
        return lowers;
    }

    private static Instant sessionEnds(StorefrontSettings settings) {
        String told = settings.options().getOrDefault("session-expires", "");
        try {
            return told.isEmpty() ? Instant.MAX : Instant.parse(told);
        } catch (DateTimeException e) {
            throw new Refusal(
                    TaobaoCodes.WRONG_OPTION,
                    "session-expires",
                    "option 'session-expires' is '" + told + "'",
                    "use an instant such as 2027-01-31T16:00:00Z");
        }
    }
}
