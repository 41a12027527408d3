package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the shop's buyers ask for after the sale, by the time of the last change. */
record DouyinAfterSales(Duration visibilityLag, AfterSaleReader reader, DouyinClient client)
        implements AfterSaleSource, ChangeFeed.Calls {

    static final String OPERATION = "aftersales";

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(ChangeFeed.GRAIN), ChangeFeed.LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeFeed(this).page(from, to, pageToken);
    }

    @Override
    public Answer list(long first, long last, int page) throws IOException {
        return client.call(
                OPERATION,
                "afterSale.List",
                Map.of(
                        "update_start_time",
                        first,
                        "update_end_time",
                        last,
                        "order_by",
                        List.of("update_time desc"),
                        "size",
                        ChangeFeed.PAGE_SIZE,
                        "page",
                        page),
                new Sitting());
    }

    @Override
    public String field() {
        return "items";
    }

    @Override
    public String number(Answer item) {
        return item.node().path("aftersale_info").path("aftersale_id").asText("");
    }

    @Override
    public ChannelAfterSale parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String number) throws IOException {
        return detail(number, new Sitting());
    }

    /** One request as it is now. */
    RawRecord detail(String number, Sitting sitting) throws IOException {
        Answer data = client.call(OPERATION, "afterSale.Detail", Map.of("after_sale_id", number), sitting)
                .object("data");
        data.object("process_info");
        return new RawRecord(number, data.node().toString());
    }
}
