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
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders. Nobody says what the list's {@code next_key} holds on to while orders change, so the list is asked for spans
 * of seconds that are short enough for one call; only within one second is the key followed.
 */
record WechatOrders(Duration visibilityLag, OrderReader reader, WechatClient client) implements OrderSource {

    private static final Duration GRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** So many orders are named at once; the place in the feed keeps their numbers. */
    private static final int PAGE_SIZE = 20;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW);
    }

    /** The orders of the first seconds of what is left, or the rest of those that were named last. */
    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Named left = pageToken == null
                ? new Named(List.of(), String.valueOf(from.getEpochSecond()))
                : Named.of(pageToken);
        Answer last = null;
        if (left.numbers().isEmpty()) {
            long end = to.getEpochSecond();
            Span span = span(Long.parseLong(left.then()), end, sitting);
            left = new Named(span.numbers(), span.end() < end ? String.valueOf(span.end() + 1) : "");
            last = span.answer();
        }
        Named.Answers<Told> told = left.ask(number -> tell(number, sitting), last != null);
        if (!told.all().isEmpty()) {
            last = told.all().get(told.all().size() - 1).answer();
        }
        List<RawRecord> records = told.all().stream().map(Told::record).toList();
        return new FeedPage(
                records, told.next(), OptionalInt.empty(), Objects.requireNonNull(last).now(), GRAIN);
    }

    /**
     * The orders that changed in some seconds.
     *
     * @param end the last of these seconds
     * @param answer the last of the list
     */
    private record Span(List<String> numbers, long end, Answer answer) {}

    private Span span(long first, long last, Sitting sitting) throws IOException {
        long end = Math.max(first, last);
        Answer list = list(first, end, "", sitting);
        while (more(list) && end > first) {
            end = first + (end - first) / 2;
            list = list(first, end, "", sitting);
        }
        List<String> numbers = new ArrayList<>(list.texts("order_id_list"));
        while (more(list)) {
            list = list(first, end, list.text("next_key"), sitting);
            numbers.addAll(list.texts("order_id_list"));
        }
        return new Span(numbers, end, list);
    }

    private record Told(RawRecord record, Answer answer) {}

    private Told tell(String orderNo, Sitting sitting) throws IOException {
        Answer answer = client.call("orders", "order/get", Map.of("order_id", orderNo), sitting);
        return new Told(new RawRecord(orderNo, answer.object("order").node().toString()), answer);
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
        return tell(orderNo, new Sitting()).record();
    }
}
