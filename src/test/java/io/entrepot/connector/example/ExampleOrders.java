package io.entrepot.connector.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The shop's orders: {@code GET /orders?from=…&to=…} gives a whole window at once, {@code GET /orders/NO} one order. */
record ExampleOrders(ExampleClient client) implements OrderSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public FeedRules feedRules() {
        return new FeedRules(Duration.ofMillis(1), Duration.ofDays(30));
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        JsonNode answer = client.get(
                "orders", url -> url.addQueryParameter("from", from.toString()).addQueryParameter("to", to.toString()));
        if (!answer.path("orders").isArray()) {
            throw new MalformedRecord("field 'orders' is no list");
        }
        List<RawRecord> records = new ArrayList<>();
        answer.get("orders").forEach(order -> records.add(raw(order)));
        int total = (int) Field.whole(answer, "total");
        return new FeedPage(records, null, OptionalInt.of(total), Field.instant(answer, "now"));
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return raw(client.get("orders", url -> url.addPathSegment(orderNo)));
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        JsonNode order = tree(payload);
        List<ChannelOrder.Line> lines = new ArrayList<>();
        for (JsonNode line : order.path("lines")) {
            lines.add(line(line));
        }
        return new ChannelOrder(
                Field.text(order, "no"),
                state(Field.text(order, "state")),
                Field.instant(order, "changed"),
                Field.instant(order, "placed"),
                Field.instantOrNull(order, "paid"),
                Field.instantOrNull(order, "cancelled"),
                Field.yuan(order, "total"),
                order.path("buyer").asText(""),
                order.path("address").asText(""),
                lines);
    }

    private static ChannelOrder.Line line(JsonNode line) throws MalformedRecord {
        String id = Field.text(line, "id");
        return new ChannelOrder.Line(
                Field.text(line, "no"),
                id,
                id,
                line.path("code").asText(""),
                line.path("title").asText(""),
                Field.whole(line, "units"),
                Field.whole(line, "shipped"),
                Field.whole(line, "cancelled"),
                Field.yuan(line, "price"));
    }

    private static ChannelOrder.State state(String word) throws MalformedRecord {
        for (ChannelOrder.State state : ChannelOrder.State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        throw new MalformedRecord("field 'state' is '" + word + "', which is no known state of an order");
    }

    /** The engine keeps the record as it came, so that one that cannot be read now can be read later. */
    private static RawRecord raw(JsonNode order) {
        return new RawRecord(order.path("no").asText("unnumbered"), order.toString());
    }

    private static JsonNode tree(String payload) throws MalformedRecord {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }
}
