package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.connector.pinduoduo.ChangeList.Listed;
import io.entrepot.connector.pinduoduo.ChangeList.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders, by time of change, whole; the newest change stands first.
 *
 * @param settles what is younger is left for the next window
 * @param visibilityLag how long an order may be unknown in all, that time included
 */
record PinduoduoOrders(Duration settles, Duration visibilityLag, OrderReader reader, PinduoduoClient client)
        implements OrderSource {

    private static final Duration FURTHEST_BACK = Duration.ofDays(90);
    private static final int PAGE_SIZE = 100;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(
                visibilityLag.plus(ChangeList.GRAIN), ChangeList.LONGEST_WINDOW, Duration.ZERO, FURTHEST_BACK);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeList(settles, PAGE_SIZE, client).page(from, to, pageToken, this::list);
    }

    private Listed list(Place place, Sitting sitting) throws IOException {
        Answer answer = client.call(
                "orders",
                "pdd.order.number.list.increment.get",
                Map.of(
                        "start_updated_at", String.valueOf(place.first()),
                        "end_updated_at", String.valueOf(place.last()),
                        "order_status", "5",
                        "refund_status", "5",
                        "is_lucky_flag", "0",
                        "page", String.valueOf(place.number()),
                        "page_size", String.valueOf(PAGE_SIZE),
                        "use_has_next", String.valueOf(place.page() > 0)),
                sitting);
        Answer found = answer.object("order_sn_increment_get_response");
        List<RawRecord> records = new ArrayList<>();
        for (Answer order : found.list("order_sn_list")) {
            records.add(
                    ChangeList.raw(order.textOr("order_sn", ""), order.node().toString()));
        }
        return new Listed(answer, records, place.page() > 0 ? 0 : found.units("total_count"));
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
