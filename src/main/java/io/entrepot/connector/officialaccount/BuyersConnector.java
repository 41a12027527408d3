package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import java.time.Duration;
import java.util.List;

/** Opens official accounts that tell the buyers of another storefront's orders of their parcels. */
public final class BuyersConnector implements ChannelConnector {

    private static final ChannelDescriptor DESCRIPTOR = AccountChannel.descriptor(
            List.of("ShipmentTarget"),
            List.of(new Quota(Followers.LIST, 500, Duration.ofDays(1), 500)),
            List.of(
                    new Field("orders-of", "the storefront whose buyers are told", List.of()),
                    new Field(
                            "buyers",
                            "what that storefront calls a buyer by",
                            Options.words(BuyerMessages.Buyers.class)),
                    new Field(
                            "strangers",
                            "what becomes of a buyer whom the account cannot tell",
                            Options.words(BuyerMessages.Strangers.class)),
                    new Field(BuyerMessages.ORDER, "the template's field for the order, such as thing1", List.of()),
                    new Field(
                            BuyerMessages.TRACKING,
                            "the template's field for the tracking number, such as character_string2",
                            List.of()),
                    new Field(BuyerMessages.CARRIER, "the template's field for the carrier, such as thing3", List.of()),
                    new Field(BuyerMessages.TIME, "the template's field for the time, such as time4", List.of()),
                    new Field("carriers", "carriers as the buyer reads them: SF=顺丰速运,YTO=圆通速递", List.of()),
                    new Field("mini-appid", "the AppID of the mini-program that is opened", List.of()),
                    new Field("mini-page", "the page it opens: pages/order?no={order}", List.of())));

    /** Made by the service loader. */
    public BuyersConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        WechatCalls client = AccountChannel.calls(
                settings.baseUrl(),
                name -> settings.credential(name, OfficialAccountCodes.NO_CREDENTIAL, AccountChannel.REMEDY),
                runtime);
        return Storefront.of(List.of(new BuyerMessages(
                settings.id().value(),
                BuyerMessages.Terms.of(settings),
                client,
                new Followers(client, runtime.clock()),
                runtime.clock())));
    }
}
