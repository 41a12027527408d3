package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.connector.taobao.ChangeFeed.Listed;
import io.entrepot.connector.taobao.ChangeFeed.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop's trades, by the time of their last change. */
record TaobaoTrades(Duration visibilityLag, TradeReader reader, TopClient client)
        implements OrderSource, ChangeFeed.Calls {

    @Override
    public FeedRules feedRules() {
        return ChangeFeed.rules(visibilityLag);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeFeed(this, Set.of(TaobaoCodes.UNKNOWN_ORDER)).page(from, to, pageToken);
    }

    @Override
    public Listed list(Map<String, String> window, Sitting sitting) throws IOException {
        Map<String, String> parameters = new HashMap<>(window);
        parameters.put("fields", "tid,modified");
        Answer answer = client.call("orders", "taobao.trades.sold.increment.get", parameters, sitting);
        return new Listed(answer, TopClient.list(answer, "trades", "trade"), "tid");
    }

    @Override
    public Told tell(String orderNo, Sitting sitting) throws IOException {
        Answer answer = whole("orders", orderNo, client, sitting);
        return new Told(new RawRecord(orderNo, answer.object("trade").node().toString()), answer);
    }

    /** The answer with the whole trade of that number. */
    static Answer whole(String operation, String orderNo, TopClient client, Sitting sitting) throws IOException {
        return client.call(
                operation,
                "taobao.trade.fullinfo.get",
                Map.of("fields", TradeReader.FIELDS, "tid", orderNo, "include_oaid", "true"),
                sitting);
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return tell(orderNo, new Sitting()).record();
    }
}
