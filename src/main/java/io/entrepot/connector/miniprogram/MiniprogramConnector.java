package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.wechat.MessagePush;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.kit.wechat.WechatCalls.Account;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens mini-programs (小程序) in which the orders of another storefront are paid. */
public final class MiniprogramConnector implements ChannelConnector {

    private static final String REMEDY = "name appid, secret and mchid under credentials";

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "wechat-miniprogram",
            "WeChat mini-program",
            "微信小程序",
            List.of("ShipmentTarget", "CallbackSource"),
            List.of(
                    new Field("appid", "the mini-program's AppID", List.of()),
                    new Field("secret", "the mini-program's AppSecret", List.of()),
                    new Field("mchid", "the merchant number that payments are made to", List.of()),
                    Field.extra("callback-token", "the token of the message push"),
                    Field.extra("encoding-aes-key", "the EncodingAESKey of the message push")),
            List.of(
                    new Field("orders-of", "the storefront whose orders are paid here", List.of()),
                    new Field(
                            "without-number",
                            "what a parcel without a number is",
                            Options.words(Terms.WithoutNumber.class)),
                    new Field("item-desc", "what is in a parcel, for the buyer; 120 characters", List.of()),
                    new Field("consignor-contact", "the sender's number: 189****1234", List.of()),
                    new Field("carriers", "the other storefront's codes as WeChat's: shunfeng=SF,yto=YTO", List.of()),
                    new Field("shipped-template", "the template that tells a buyer of a parcel", List.of()),
                    new Field("shipped-fields", "its fields: character_string1=order,thing2=carrier", List.of()),
                    new Field("shipped-page", "the page it opens: pages/order?no={order}", List.of())),
            List.of(new Quota(Quota.ALL, 300, Duration.ofSeconds(30), 300)),
            "docs/connectors/wechat-miniprogram.md",
            Proof.CONTRACT_CHECKED);

    /** Made by the service loader. */
    public MiniprogramConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        Account account = new Account(
                settings.credential("appid", MiniprogramCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("secret", MiniprogramCodes.NO_CREDENTIAL, REMEDY));
        List<Capability> capabilities = new ArrayList<>();
        capabilities.add(new MiniprogramParcels(
                settings.credential("mchid", MiniprogramCodes.NO_CREDENTIAL, REMEDY),
                Terms.of(settings),
                ShippedMessage.of(settings),
                new WechatCalls(
                        settings.baseUrl(),
                        account,
                        new Refused(),
                        "Date",
                        operation -> operation.equals("messages") ? Urgency.BULK : Urgency.ORDINARY,
                        runtime),
                runtime.clock()));
        MessagePush.of(settings, runtime.clock()).ifPresent(capabilities::add);
        return Storefront.of(capabilities);
    }
}
