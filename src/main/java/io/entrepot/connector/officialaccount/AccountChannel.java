package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.kit.wechat.WechatCalls.Account;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Quota;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an account is, whether it speaks to the team or to buyers. */
final class AccountChannel {

    /** What to do where a credential is missing. */
    static final String REMEDY = "name the account's AppID and AppSecret under credentials";

    private static final Duration A_DAY = Duration.ofDays(1);

    private AccountChannel() {}

    /** The channel with what all its messages take, and with these capabilities and options beside. */
    static ChannelDescriptor descriptor(List<String> capabilities, List<Quota> quotas, List<Field> options) {
        List<Field> all = new ArrayList<>(List.of(
                new Field(
                        "message",
                        "a template message, or a notice that the user subscribed to",
                        Options.words(Kind.class)),
                new Field("template-id", "the template's number in the account", List.of())));
        all.addAll(options);
        all.add(new Field("fixed-fields", "the template's other fields: phrase4=待处理,thing5=货栈", List.of()));
        all.add(new Field("link", "an address that opens when the message is touched", List.of()));
        List<Quota> counted = new ArrayList<>(quotas);
        counted.add(new Quota(Kind.TEMPLATE.operation(), 100_000, A_DAY, 100_000));
        return new ChannelDescriptor(
                "wechat-official-account",
                "WeChat official account",
                "微信公众号",
                capabilities,
                List.of(
                        new Field("appid", "the account's AppID", List.of()),
                        new Field("secret", "the account's AppSecret", List.of())),
                all,
                counted,
                "docs/connectors/wechat-official-account.md",
                Proof.CONTRACT_CHECKED);
    }

    /**
     * Who calls.
     *
     * @param credential a secret by its name
     */
    static WechatCalls calls(URI baseUrl, UnaryOperator<String> credential, ChannelRuntime runtime) {
        Account account = new Account(credential.apply("appid"), credential.apply("secret"));
        return new WechatCalls(baseUrl, account, new Refused(), "Date", AccountChannel::urgency, runtime);
    }

    private static Urgency urgency(String operation) {
        return operation.equals(Followers.LIST) || operation.equals(Followers.USERS) ? Urgency.BULK : Urgency.ORDINARY;
    }
}
