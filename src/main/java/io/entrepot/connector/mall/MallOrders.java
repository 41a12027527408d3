package io.entrepot.connector.mall;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders. Orders that leave the window while it is read move the rest towards pages that are still to come. Orders that appear late lie within the visibility lag of the window's end, as does all that they push back, so the
 * next window, which overlaps by that lag, has it again.
 */
record MallOrders(Duration visibilityLag, MallClient client) implements OrderSource {

    private static final int PAGE_SIZE = 100;
    private static final Duration CLOCK_GRAIN = Duration.ofMillis(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(CLOCK_GRAIN), LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        int page = PageOrder.number(pageToken);
        MallClient.Answer answer =
                client.get("orders", url -> url.addQueryParameter("changed_from", MallJson.instant(from))
                        .addQueryParameter("changed_to", MallJson.instant(to))
                        .addQueryParameter("page", String.valueOf(page))
                        .addQueryParameter("page_size", String.valueOf(PAGE_SIZE)));
        Wire.OrdersAnswer orders = answer.as(Wire.OrdersAnswer.class);
        int pages = MallJson.need(orders.pages(), "pages");
        int total = MallJson.need(orders.total(), "total");
        JsonNode listed = MallJson.need(orders.orders(), "orders");
        if (!listed.isArray()) {
            throw new MalformedRecord("field 'orders' is no list");
        }
        List<RawRecord> records = new ArrayList<>();
        listed.forEach(order -> records.add(raw(order)));
        return new FeedPage(records, PageOrder.next(pageToken, pages), OptionalInt.of(total), answer.now());
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return OrderReader.read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        JsonNode order = client.get("orders", url -> url.addPathSegment(orderNo))
                .as(Wire.OrderAnswer.class)
                .order();
        return raw(MallJson.need(order, "order"));
    }

    /** A record without a number gets a name made of its content, so that it can be kept apart and parked. */
    private static RawRecord raw(JsonNode order) {
        String payload = order.toString();
        String no = order.path("no").asText("");
        return new RawRecord(no.isEmpty() ? RecordName.of(payload) : no, payload);
    }
}
