package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders, by time of change, whole. A list covers half an hour at most, ends some minutes before the platform's clock,
 * and shows the newest change first; so it is read from its last page on, and an order that changes meanwhile moves the rest towards
 * pages that are still to come.
 *
 * @param settles what is younger is left for the next window
 * @param visibilityLag how long an order may be unknown in all, that time included
 */
record PinduoduoOrders(Duration settles, Duration visibilityLag, OrderReader reader, PinduoduoClient client)
        implements OrderSource {

    private static final Duration GRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(30);
    private static final Duration FURTHEST_BACK = Duration.ofDays(90);
    private static final int PAGE_SIZE = 100;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW, Duration.ZERO, FURTHEST_BACK);
    }

    /** Half hours in which nothing changed are passed over. */
    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Place place = pageToken == null ? first(from, to, sitting) : Place.of(pageToken);
        if (place.first() > place.end()) {
            return new FeedPage(
                    List.of(), null, OptionalInt.empty(), client.clock(sitting).now(), GRAIN);
        }
        FeedPage page = page(place, sitting);
        while (page.records().isEmpty() && page.nextToken() != null) {
            page = page(Place.of(page.nextToken()), sitting);
        }
        return page;
    }

    private FeedPage page(Place place, Sitting sitting) throws IOException {
        Answer answer = list(place, sitting);
        Answer found = answer.object("order_sn_increment_get_response");
        List<RawRecord> records = new ArrayList<>();
        for (Answer order : found.list("order_sn_list")) {
            records.add(raw(order));
        }
        int pages = place.page() > 0 ? 0 : pages(found.units("total_count"));
        return new FeedPage(records, place.after(pages), OptionalInt.empty(), answer.now(), GRAIN);
    }

    /** A record without a number gets a name made of its content, so that it can be kept apart. */
    private static RawRecord raw(Answer order) {
        String payload = order.node().toString();
        String made =
                UUID.nameUUIDFromBytes(payload.getBytes(StandardCharsets.UTF_8)).toString();
        return new RawRecord(order.textOr("order_sn", made), payload);
    }

    private Place first(Instant from, Instant to, Sitting sitting) throws IOException {
        Instant settled = client.theirNow(sitting).minus(settles);
        Instant end = to.isBefore(settled) ? to : settled;
        return new Place(from.getEpochSecond(), end.getEpochSecond(), 0);
    }

    private static int pages(long total) {
        return (int) ((total + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /**
     * Where the reading stands.
     *
     * @param first the first second of what is listed now
     * @param end the last second of all
     * @param page 0 for the first look, which tells how many there are
     */
    private record Place(long first, long end, int page) {
        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }

        long last() {
            return Math.min(first + LONGEST_WINDOW.toSeconds(), end);
        }

        /** From the first look to the last page, and on to the first page, which is read once more; then to the next half hour. */
        @Nullable
        String after(int pages) {
            int next = page == 0 ? (pages > 1 ? pages : 0) : page - 1;
            if (next > 0) {
                return first + "~" + end + "~" + next;
            }
            return last() < end ? (last() + 1) + "~" + end + "~0" : null;
        }
    }

    private Answer list(Place place, Sitting sitting) throws IOException {
        return client.call(
                "orders",
                "pdd.order.number.list.increment.get",
                Map.of(
                        "start_updated_at", String.valueOf(place.first()),
                        "end_updated_at", String.valueOf(place.last()),
                        "order_status", "5",
                        "refund_status", "5",
                        "is_lucky_flag", "0",
                        "page", String.valueOf(Math.max(1, place.page())),
                        "page_size", String.valueOf(PAGE_SIZE),
                        "use_has_next", String.valueOf(place.page() > 0)),
                sitting);
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return new RawRecord(
                orderNo, order(client, "orders", orderNo, new Sitting()).node().toString());
    }

    /** One order as it is now. */
    static Answer order(PinduoduoClient client, String operation, String orderNo, Sitting sitting) throws IOException {
        return client.call(operation, "pdd.order.information.get", Map.of("order_sn", orderNo), sitting)
                .object("order_info_get_response")
                .object("order_info");
    }
}
