package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.wechat.MessagePush;
import io.entrepot.channel.kit.wechat.WechatCalls.Account;
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
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens WeChat Shops (微信小店). */
public final class WechatConnector implements ChannelConnector {

    private static final String REMEDY = "name the shop's AppID and AppSecret under credentials";

    /** The pages do not say how long an order may be missing from the list. */
    private static final Duration USUAL_LAG = Duration.ofMinutes(2);

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "wechat-shop",
            "WeChat Shop",
            "微信小店",
            List.of(
                    "ListingSource",
                    "ListingTarget",
                    "PriceTarget",
                    "PriceSource",
                    "StockTarget",
                    "OrderSource",
                    "ShipmentTarget",
                    "AfterSaleSource",
                    "AfterSaleTarget",
                    "FundsSource",
                    "CallbackSource"),
            List.of(
                    new Field("appid", "the shop's AppID", List.of()),
                    new Field("secret", "the shop's AppSecret", List.of()),
                    Field.extra("callback-token", "the token of the message push"),
                    Field.extra("encoding-aes-key", "the EncodingAESKey of the message push")),
            List.of(
                    new Field(
                            "visibility-lag", "how long an order may be missing from the list, such as 30s", List.of()),
                    new Field("clock-header", "the answers' header with the shop's clock: Date", List.of()),
                    new Field("category-ids", "of new products: 1001,1002,1003, the root first", List.of()),
                    new Field("freight-template", "of new products: the template's number", List.of()),
                    new Field("after-sale-address", "where goods are sent back to: the address's number", List.of()),
                    new Field("reject-reason-type", "the shop's usual reason to refuse a request", List.of()),
                    new Field("head-images", "of new products: three to nine uploaded pictures", List.of()),
                    new Field("seven-day-return", "whether new products may be sent back", List.of("true", "false"))),
            List.of(new Quota(Quota.ALL, 500, Duration.ofSeconds(30), 500)),
            "docs/connectors/wechat-shop.md",
            Proof.CONTRACT_CHECKED);

    /** Made by the service loader. */
    public WechatConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Account account = new Account(
                settings.credential("appid", WechatCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("secret", WechatCodes.NO_CREDENTIAL, REMEDY));
        Duration lag = new Options(settings.options()).duration("visibility-lag", USUAL_LAG);
        WechatClient client = WechatClient.of(
                settings.baseUrl(), account, settings.options().getOrDefault("clock-header", "Date"), runtime);
        // Stock comes back when an order is cancelled unpaid, and not when a paid one is refunded.
        StockRules rules =
                new StockRules(WriteKind.DELTA, Lowers.PLACED, true, false, TooLarge.REFUSES, lag, Duration.ZERO);
        WechatAfterSales afterSales = new WechatAfterSales(lag, new AfterSaleReader(settings.currency()), client);
        List<Capability> capabilities = new ArrayList<>(List.of(
                new WechatShelf(settings.id(), settings.currency(), client),
                new WechatListings(
                        settings.id(),
                        PublishOptions.of(settings.options()),
                        new ProductIndex(client, runtime.clock()),
                        client),
                new WechatPrices(settings.currency(), client),
                new WechatStock(rules, client),
                new WechatOrders(lag, new OrderReader(settings.currency()), client),
                new WechatParcels(client),
                afterSales,
                answers(settings, afterSales, client),
                new WechatFunds(new FundsReader(settings.currency()), client, runtime.clock())));
        MessagePush.of(settings, runtime.clock()).ifPresent(capabilities::add);
        return Storefront.of(capabilities);
    }

    private static WechatAfterSaleAnswers answers(
            StorefrontSettings settings, WechatAfterSales requests, WechatClient client) {
        String usual = settings.options().getOrDefault("reject-reason-type", "").trim();
        if (!usual.matches("\\d{0,9}")) {
            throw new Refusal(
                    WechatCodes.REASON_MISSING,
                    "reject-reason-type",
                    "storefront '" + settings.id() + "' has '" + usual + "' as the number of a reason",
                    "name the reject_reason_type of one of the shop's reasons, such as 1");
        }
        String address =
                settings.options().getOrDefault("after-sale-address", "").trim();
        return new WechatAfterSaleAnswers(address, new RejectReasons(usual, client), requests, client);
    }
}
