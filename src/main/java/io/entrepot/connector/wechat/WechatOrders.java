package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.connector.wechat.NumberedFeed.Listed;
import io.entrepot.connector.wechat.NumberedFeed.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's orders. The list gives numbers only, so each order is then asked for by itself. */
record WechatOrders(Duration visibilityLag, OrderReader reader, WechatClient client)
        implements OrderSource, NumberedFeed.Calls {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** So many orders are named at once; the place in the feed keeps their numbers. */
    private static final int PAGE_SIZE = 90;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(NumberedFeed.GRAIN), LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new NumberedFeed(this, WechatCodes.UNKNOWN_ORDER, PAGE_SIZE).page(from, to, pageToken);
    }

    @Override
    public Told tell(String orderNo, Sitting sitting) throws IOException {
        Answer answer = client.call("orders", "order/get", Map.of("order_id", orderNo), sitting);
        return new Told(new RawRecord(orderNo, answer.object("order").node().toString()), answer);
    }

    @Override
    public Listed list(long from, long to, String key, Sitting sitting) throws IOException {
        Answer answer = client.call(
                "orders",
                "order/list/get",
                Map.of(
                        "update_time_range",
                        Map.of("start_time", from, "end_time", to),
                        "page_size",
                        PAGE_SIZE,
                        "next_key",
                        key),
                sitting);
        boolean more = answer.node().path("has_more").asBoolean(false);
        return new Listed(answer, answer.texts("order_id_list"), more ? answer.text("next_key") : null);
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
