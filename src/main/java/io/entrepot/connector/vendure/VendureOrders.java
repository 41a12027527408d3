package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
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
 * The shop's orders: those placed in the window, and those that Vendure marked as updated in it. A page token is a page
 * number. The list is sorted by id; orders leave a window when they are updated again, and the rest moves up. So the first
 * page tells how many there are; then they are read from the last to the first, the first once more.
 */
record VendureOrders(VendureOptions options, AdminApi api) implements OrderSource {

    private static final int PAGE_SIZE = 100;

    /** SQLite and older MySQL keep whole seconds; HTTP dates are as coarse. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    @Override
    public FeedRules feedRules() {
        Duration overlap = options.visibilityLag().plus(CLOCK_GRAIN).plusMillis(1);
        return new FeedRules(overlap, LONGEST_WINDOW, options.rereadOpenOrders());
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        int page = PageOrder.number(pageToken);
        Given.Window window =
                new Given.Window(VendureJson.instant(from), VendureJson.instant(to), (page - 1) * PAGE_SIZE, PAGE_SIZE);
        AdminApi.Answer answer = api.call(Document.ORDERS, window, new Sitting());
        Wire.OrderList orders = answer.as(Wire.OrderList.class, "/orders");
        int total = VendureJson.need(orders.totalItems(), "orders.totalItems");
        String next = PageOrder.next(pageToken, total, PAGE_SIZE);
        return new FeedPage(records(orders), next, OptionalInt.of(total), answer.now(), CLOCK_GRAIN);
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return new OrderReader(options.orderStates()).read(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return fetchAll(List.of(orderNo)).stream()
                .findFirst()
                .orElseThrow(() -> new CallRefused(VendureCodes.GONE, "the shop has no order " + orderNo, false));
    }

    @Override
    public List<RawRecord> fetchAll(List<String> orderNos) throws IOException {
        return records(api.call(Document.ORDERS_BY_CODE, new Given.Codes(orderNos), new Sitting())
                .as(Wire.OrderList.class, "/orders"));
    }

    private static List<RawRecord> records(Wire.OrderList orders) throws MalformedRecord {
        JsonNode items = VendureJson.need(orders.items(), "orders.items");
        if (!items.isArray()) {
            throw new MalformedRecord("field 'orders.items' is no list");
        }
        List<RawRecord> records = new ArrayList<>();
        for (JsonNode order : items) {
            String payload = order.toString();
            String code = order.path("code").asText("");
            records.add(new RawRecord(code.isEmpty() ? RecordName.of(payload) : code, payload));
        }
        return records;
    }
}
