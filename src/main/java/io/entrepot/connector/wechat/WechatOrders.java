package io.entrepot.connector.wechat;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders. Nobody says what the list's {@code next_key} holds on to while orders change, so a page is a span of
 * seconds that is short enough for one call; only within one second is the key followed.
 */
record WechatOrders(Duration visibilityLag, OrderReader reader, WechatClient client) implements OrderSource {

    private static final Duration GRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** So many orders are asked for by themselves in one go. */
    private static final int PAGE_SIZE = 20;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW);
    }

    /** The orders of the first seconds of what is left; the token is the second with which the next page begins. */
    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        long first = pageToken == null ? from.getEpochSecond() : Long.parseLong(pageToken);
        long last = to.getEpochSecond();
        long end = Math.max(first, last);
        Answer list = list(first, end, "", sitting);
        while (more(list) && end > first) {
            end = first + (end - first) / 2;
            list = list(first, end, "", sitting);
        }
        List<String> numbers = new ArrayList<>(list.texts("order_id_list"));
        Answer page = list;
        while (more(page)) {
            page = list(first, end, page.text("next_key"), sitting);
            numbers.addAll(page.texts("order_id_list"));
        }
        List<RawRecord> records = new ArrayList<>();
        for (String number : numbers) {
            records.add(fetch(number, sitting));
        }
        String next = end < last ? String.valueOf(end + 1) : null;
        return new FeedPage(records, next, OptionalInt.empty(), list.now(), GRAIN);
    }

    private static boolean more(Answer list) {
        return list.node().path("has_more").asBoolean(false);
    }

    private Answer list(long from, long to, String key, Sitting sitting) throws IOException {
        return client.call(
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
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return fetch(orderNo, new Sitting());
    }

    private RawRecord fetch(String orderNo, Sitting sitting) throws IOException {
        Answer answer = client.call("orders", "order/get", Map.of("order_id", orderNo), sitting);
        return new RawRecord(orderNo, answer.object("order").node().toString());
    }
}
