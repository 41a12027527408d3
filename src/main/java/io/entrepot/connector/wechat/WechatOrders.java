package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders. Nobody says what the list's {@code next_key} holds on to while orders change, so the list is asked for spans
 * of seconds that are short enough for one call; only within one second is the key followed, and what it then passes over the next
 * window has, which overlaps.
 */
record WechatOrders(Duration visibilityLag, OrderReader reader, WechatClient client) implements OrderSource {

    private static final Duration GRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** So many orders are named at once; the place in the feed keeps their numbers. */
    private static final int PAGE_SIZE = 90;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW);
    }

    /**
     * As many as there is quota for of the orders that were named last; where there are none left, the next seconds are listed. A
     * list that is too long is asked for again with half of the seconds, as the next page: so a short quota does not stop it.
     */
    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        long end = to.getEpochSecond();
        Named left = pageToken == null
                ? new Named(List.of(), new Place(from.getEpochSecond(), end - from.getEpochSecond(), "").token())
                : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        Answer last = null;
        if (list) {
            Place place = Place.of(left.then());
            last = list(place.first(), place.last(end), place.key(), sitting);
            List<String> numbers = last.texts("order_id_list");
            boolean more = last.node().path("has_more").asBoolean(false);
            left = place.after(numbers, more ? last.text("next_key") : null, end);
        }
        Named.Answers<Told> told = left.ask(number -> listed(number, sitting), list);
        for (Told each : told.all()) {
            last = each.answer() == null ? last : each.answer();
        }
        if (last == null) {
            // Only for its clock.
            last = list(end, end, "", sitting);
        }
        List<RawRecord> records = told.all().stream().map(Told::record).toList();
        return new FeedPage(records, told.next(), OptionalInt.empty(), last.now(), GRAIN);
    }

    /**
     * Where to list next.
     *
     * @param first in seconds since 1970
     * @param length how many seconds more
     * @param key goes on within one second; empty at its beginning
     */
    private record Place(long first, long length, String key) {
        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        String token() {
            return first + "~" + length + "~" + key;
        }

        long last(long end) {
            return Math.max(first, Math.min(first + length, end));
        }

        /**
         * What there is to do once that was listed.
         *
         * @param more goes on with the list; null where it ended
         */
        Named after(List<String> numbers, @Nullable String more, long end) {
            long last = last(end);
            if (more != null && last > first) {
                return new Named(List.of(), new Place(first, (last - first) / 2, "").token());
            }
            if (more != null) {
                return new Named(numbers, new Place(first, 0, more).token());
            }
            long next = numbers.size() > PAGE_SIZE / 2 ? length : 2 * length + 1;
            return new Named(numbers, last < end ? new Place(last + 1, next, "").token() : "");
        }
    }

    /** What was listed and cannot be had is kept as it is, for a person: it must not stop those behind it. */
    private Told listed(String orderNo, Sitting sitting) throws IOException {
        try {
            return tell(orderNo, sitting);
        } catch (CallRefused refused) {
            if (!refused.code().equals(WechatCodes.UNKNOWN_ORDER)) {
                throw refused;
            }
            return new Told(new RawRecord(orderNo, "{}"), null);
        }
    }

    /**
     * What is known of a listed order.
     *
     * @param answer null when there is no such order
     */
    private record Told(RawRecord record, @Nullable Answer answer) {}

    private Told tell(String orderNo, Sitting sitting) throws IOException {
        Answer answer = client.call("orders", "order/get", Map.of("order_id", orderNo), sitting);
        return new Told(new RawRecord(orderNo, answer.object("order").node().toString()), answer);
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
