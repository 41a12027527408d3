package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.kit.wechat.WechatCalls.Account;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierConnector;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import java.time.Duration;
import java.util.List;

/** Opens WeChat official accounts (微信公众号), of the kind that may send to single users: verified service accounts. */
public final class OfficialAccountConnector implements NotifierConnector {

    private static final String REMEDY = "name the account's AppID and AppSecret under credentials";

    private static final ChannelDescriptor DESCRIPTOR = new ChannelDescriptor(
            "wechat-official-account",
            "WeChat official account",
            "微信公众号",
            List.of(),
            List.of(
                    new Field("appid", "the account's AppID", List.of()),
                    new Field("secret", "the account's AppSecret", List.of())),
            List.of(
                    new Field(
                            "message",
                            "a template message, or a notice that the user subscribed to",
                            Options.words(Kind.class)),
                    new Field("template-id", "the template's number in the account", List.of()),
                    new Field("to", "the openids of the team, with commas between them", List.of()),
                    new Field("title-field", "the template's field for the title, such as thing1", List.of()),
                    new Field("text-field", "the template's field for the text, such as thing2", List.of()),
                    new Field("time-field", "the template's field for the time, such as time3", List.of()),
                    new Field("fixed-fields", "the template's other fields: phrase4=待处理,thing5=货栈", List.of()),
                    new Field("link", "an address that opens when the message is touched", List.of())),
            List.of(new Quota(Kind.TEMPLATE.operation(), 100_000, Duration.ofDays(1), 100_000)),
            "docs/connectors/wechat-official-account.md",
            Proof.CONTRACT_CHECKED);

    /** Made by the service loader. */
    public OfficialAccountConnector() {}

    @Override
    public ChannelDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier open(NotifierSettings settings, ChannelRuntime runtime) {
        Account account = new Account(
                settings.credential("appid", OfficialAccountCodes.NO_CREDENTIAL, REMEDY),
                settings.credential("secret", OfficialAccountCodes.NO_CREDENTIAL, REMEDY));
        Kind kind = new Options(settings.options()).choice("message", Kind.TEMPLATE);
        return new OfficialAccount(
                kind,
                Template.of(settings),
                Recipients.of(settings),
                settings.link(OfficialAccountCodes.WRONG_OPTION),
                new WechatCalls(settings.baseUrl(), account, new Refused(), "Date", any -> Urgency.ORDINARY, runtime));
    }
}
