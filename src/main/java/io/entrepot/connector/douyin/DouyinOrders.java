package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
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
 * The shop's orders, whole, by the time of their last change. The newest change is listed first and pages are read from the last: an
 * order that changes while it is read leaves its page, and those behind it move towards pages that are still to come. A span with
 * very many orders is halved first, because the shop gives no more than its first fifty thousand.
 */
record DouyinOrders(Duration visibilityLag, OrderReader reader, DouyinClient client) implements OrderSource {

    static final int PAGE_SIZE = 100;
    static final int MOST_OF_A_SPAN = 2_000;

    private static final Duration GRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** No page says that an order's time of change moves with its refund. */
    private static final Duration REREAD = Duration.ofHours(1);

    /** The shop lists ninety days; a day less keeps clear of the edge. */
    private static final Duration FURTHEST_BACK = Duration.ofDays(89);

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW, REREAD, FURTHEST_BACK);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Place whole = new Place(from.getEpochSecond(), to.getEpochSecond(), Place.TO_BE_COUNTED);
        Place place = pageToken == null ? whole : Place.of(pageToken);
        Answer answer = list(place);
        Answer data = answer.object("data");
        int total = (int) data.units("total");
        if (place.isToBeHalved(total)) {
            return new FeedPage(List.of(), place.firstHalf().token(), OptionalInt.empty(), answer.now(), GRAIN);
        }
        List<RawRecord> records = new ArrayList<>();
        for (Answer order : data.list("shop_order_list")) {
            records.add(raw(order));
        }
        Place next = place.after(total, to.getEpochSecond());
        boolean counted = place.first() == whole.first() && place.last() == whole.last();
        return new FeedPage(
                records,
                next == null ? null : next.token(),
                counted ? OptionalInt.of(total) : OptionalInt.empty(),
                answer.now(),
                GRAIN);
    }

    /** A record without a number is kept under its words, so that it can be set aside. */
    private static RawRecord raw(Answer order) {
        String payload = order.node().toString();
        String no = order.textOr("order_id", "");
        return new RawRecord(no.isEmpty() ? "unnamed " + Integer.toHexString(payload.hashCode()) : no, payload);
    }

    /**
     * Where to read next.
     *
     * @param first in seconds since 1970
     * @param last likewise
     * @param page the first is 0; {@link #TO_BE_COUNTED} is that page before anybody knows how many there are
     */
    record Place(long first, long last, int page) {
        static final int TO_BE_COUNTED = -1;

        /** A span of fewer seconds is not halved: its halves share two. */
        private static final int SHORTEST = 4;

        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }

        String token() {
            return first + "~" + last + "~" + page;
        }

        boolean isToBeHalved(int total) {
            return page == TO_BE_COUNTED && total > MOST_OF_A_SPAN && last - first > SHORTEST;
        }

        Place firstHalf() {
            return new Place(first, first + (last - first) / 2, TO_BE_COUNTED);
        }

        /**
         * What comes after this page: the page before it, at the end the next span. Spans share a second, because nobody says
         * whether the shop counts the ends of a span to it.
         */
        @Nullable
        Place after(int total, long end) {
            int pages = (total + PAGE_SIZE - 1) / PAGE_SIZE;
            if (page == TO_BE_COUNTED && pages > 1) {
                return new Place(first, last, pages - 1);
            }
            if (page > 0) {
                return new Place(first, last, page - 1);
            }
            return last < end ? new Place(last - 1, end, TO_BE_COUNTED) : null;
        }
    }

    private Answer list(Place place) throws IOException {
        return client.call(
                "orders",
                "order.searchList",
                Map.of(
                        "update_time_start",
                        place.first(),
                        "update_time_end",
                        place.last(),
                        "order_by",
                        "update_time",
                        "order_asc",
                        false,
                        "size",
                        PAGE_SIZE,
                        "page",
                        Math.max(0, place.page())),
                new Sitting());
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return raw(detail("orders", orderNo, new Sitting(), client));
    }

    /** One order as it is now. */
    static Answer detail(String operation, String orderNo, Sitting sitting, DouyinClient client) throws IOException {
        return client.call(operation, "order.orderDetail", Map.of("shop_order_id", orderNo), sitting)
                .object("data")
                .object("shop_order_detail");
    }
}
