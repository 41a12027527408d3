package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's orders, whole, by the time of their last change. */
record DouyinOrders(Duration visibilityLag, OrderReader reader, DouyinClient client)
        implements OrderSource, ChangeFeed.Calls {

    /** No page says that an order's time of change moves with its refund. */
    private static final Duration REREAD = Duration.ofHours(1);

    /** The shop lists ninety days; a day less keeps clear of the edge. */
    private static final Duration FURTHEST_BACK = Duration.ofDays(89);

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(ChangeFeed.GRAIN), ChangeFeed.LONGEST_WINDOW, REREAD, FURTHEST_BACK);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeFeed(this).page(from, to, pageToken);
    }

    @Override
    public Answer list(long first, long last, int page) throws IOException {
        return client.call(
                "orders",
                "order.searchList",
                Map.of(
                        "update_time_start",
                        first,
                        "update_time_end",
                        last,
                        "order_by",
                        "update_time",
                        "order_asc",
                        false,
                        "size",
                        ChangeFeed.PAGE_SIZE,
                        "page",
                        page),
                new Sitting());
    }

    @Override
    public String field() {
        return "shop_order_list";
    }

    @Override
    public String number(Answer order) {
        return order.textOr("order_id", "");
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return new ChangeFeed(this).raw(detail("orders", orderNo, new Sitting(), client));
    }

    /** One order as it is now. */
    static Answer detail(String operation, String orderNo, Sitting sitting, DouyinClient client) throws IOException {
        return client.call(operation, "order.orderDetail", Map.of("shop_order_id", orderNo), sitting)
                .object("data")
                .object("shop_order_detail");
    }
}
