package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.kit.wechat.WechatCalls.Account;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Makes the shop's calls. */
record WechatClient(WechatCalls calls) {

    /** Stock, and the orders that change it: these may use the last of the quota. */
    private static final Set<String> URGENT = Set.of("stock", "orders", "token");

    static WechatClient of(URI baseUrl, Account account, String clockHeader, ChannelRuntime runtime) {
        return new WechatClient(new WechatCalls(
                baseUrl,
                account,
                new Refused(),
                clockHeader,
                operation -> URGENT.contains(operation) ? Urgency.URGENT : Urgency.ORDINARY,
                runtime));
    }

    /**
     * Calls {@code /channels/ec/PATH}.
     *
     * @param sitting of which this call is a part
     * @throws CallRefused when the shop says that it was not done
     * @throws QuotaExhausted when there were too many calls
     * @throws IOException when nobody knows
     */
    Answer call(String operation, String path, Map<String, ?> body, Sitting sitting) throws IOException {
        return calls.call(operation, "channels/ec/" + path, body, sitting);
    }
}
