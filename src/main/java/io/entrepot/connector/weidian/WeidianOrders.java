package io.entrepot.connector.weidian;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.connector.weidian.WeidianClient.Method;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders. Nobody says in which order the list is, so it is asked for spans of seconds that fit one page; only the
 * orders of one second are paged, from the last page to the first. The order itself does not tell when it changed; the list does,
 * so a record keeps both.
 */
record WeidianOrders(Duration visibilityLag, OrderReader reader, WeidianClient client) implements OrderSource {

    private static final Method LIST = new Method("vdian.order.list.get", "1.2");
    private static final Method GET = new Method("vdian.order.get", "1.0");
    private static final Duration GRAIN = Duration.ofSeconds(1);

    /** No source names a limit. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** Nobody says that a refund that is asked for counts as a change, so open orders are looked at by themselves. */
    private static final Duration LOOKS = Duration.ofMinutes(30);

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW, LOOKS);
    }

    /**
     * As many as there is quota for of the orders that were named last; where there are none left, the next seconds are listed.
     */
    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        long end = to.getEpochSecond();
        Named left = pageToken == null
                ? new Named(List.of(), new Place(from.getEpochSecond(), end - from.getEpochSecond(), 0).token())
                : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        Answer last = null;
        if (list) {
            Place place = Place.of(left.then());
            last = list(place.first(), place.last(end), Math.max(1, place.page()), sitting);
            left = place.after(names(last), last.object("result").units("total_num"), end);
        }
        Named.Answers<Told> told = left.ask(name -> listed(name, sitting), list);
        for (Told each : told.all()) {
            last = each.answer() == null ? last : each.answer();
        }
        if (last == null) {
            // Only for its clock.
            last = list(end, end, 1, sitting);
        }
        List<RawRecord> records = told.all().stream().map(Told::record).toList();
        return new FeedPage(records, told.next(), OptionalInt.empty(), last.now(), GRAIN);
    }

    private static List<String> names(Answer list) throws MalformedRecord {
        List<String> names = new ArrayList<>();
        for (Answer row : list.object("result").list("orders")) {
            // What does not tell when it changed is as new as the answer.
            Instant changedAt = row.has("update_time") ? Times.read(row, "update_time") : list.now();
            names.add(row.text("order_id") + "@" + changedAt.getEpochSecond());
        }
        return names;
    }

    /**
     * What is known of a listed order.
     *
     * @param answer null when there is no such order
     */
    private record Told(RawRecord record, @Nullable Answer answer) {}

    /** What was listed and cannot be had is kept as it is, for a person: it must not stop those behind it. */
    private Told listed(String name, Sitting sitting) throws IOException {
        int at = name.lastIndexOf('@');
        String orderNo = name.substring(0, at);
        try {
            Answer answer = ask(orderNo, sitting);
            return new Told(record(orderNo, Long.parseLong(name.substring(at + 1)), answer), answer);
        } catch (CallRefused refused) {
            if (!refused.code().equals(WeidianCodes.UNKNOWN_ORDER)) {
                throw refused;
            }
            return new Told(new RawRecord(orderNo, "{}"), null);
        }
    }

    private Answer ask(String orderNo, Sitting sitting) throws IOException {
        return client.call("orders", GET, Map.of("order_id", orderNo), sitting);
    }

    private static RawRecord record(String orderNo, long changedAt, Answer answer) throws MalformedRecord {
        var payload = JsonNodeFactory.instance.objectNode().put("changed_at", changedAt);
        payload.set("order", answer.object("result").node());
        return new RawRecord(orderNo, payload.toString());
    }

    private Answer list(long from, long to, int page, Sitting sitting) throws IOException {
        return client.call(
                "orders",
                LIST,
                Map.of(
                        "order_type",
                        "all",
                        "page_num",
                        page,
                        "page_size",
                        Place.PAGE_SIZE,
                        "update_start",
                        Answer.shanghai(Instant.ofEpochSecond(from)),
                        "update_end",
                        Answer.shanghai(Instant.ofEpochSecond(to))),
                sitting);
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    /**
     * The list cannot be asked for one order. So the record is of the second of the answer; what changes later in that second the list
     * tells with the same time, and a record of the same time that says something else is looked at again.
     */
    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        Answer answer = ask(orderNo, new Sitting());
        return record(orderNo, answer.now().getEpochSecond(), answer);
    }
}
