package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ChannelFunds;
import io.entrepot.channel.spi.FundsSource;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.wechat.NumberedFeed.Listed;
import io.entrepot.connector.wechat.NumberedFeed.Told;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's account. What is booked on one day is told from 16:00 of the next, by the clocks in China. */
record WechatFunds(FundsReader reader, WechatClient client, Clock clock) implements FundsSource, NumberedFeed.Calls {

    private static final String OPERATION = "funds";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int TOLD_FROM_HOUR = 16;

    /** From the first second of a day to 16:00 of the next, and an hour more. */
    private static final Duration OVERLAP = Duration.ofHours(24 + TOLD_FROM_HOUR + 1);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** So many entries are named at once, and no page names a highest number: orders take a hundred. */
    private static final int PAGE_SIZE = 90;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(OVERLAP, LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Instant last = last(clock.instant());
        Instant end = to.isBefore(last) ? to : last;
        return new NumberedFeed(this, WechatCodes.CALL_REFUSED, PAGE_SIZE)
                .page(from.isBefore(end) ? from : end, end, pageToken);
    }

    /** The last instant that the list takes: later ones it does not know yet. */
    private static Instant last(Instant now) {
        ZonedDateTime there = now.atZone(SHANGHAI);
        ZonedDateTime day = there.truncatedTo(ChronoUnit.DAYS);
        return (there.getHour() < TOLD_FROM_HOUR ? day.minusDays(1) : day).toInstant();
    }

    @Override
    public Listed list(long from, long to, String key, Sitting sitting) throws IOException {
        // A key is taken only with the number of its page.
        long page = key.isEmpty() ? 1 : Long.parseLong(key.substring(0, key.indexOf(' ')));
        Map<String, Object> body =
                new HashMap<>(Map.of("page", page, "page_size", PAGE_SIZE, "start_time", from, "end_time", to));
        if (page > 1) {
            body.put("next_key", key.substring(key.indexOf(' ') + 1));
        }
        Answer answer = client.call(OPERATION, "funds/getfundsflowlist", body, sitting);
        boolean more = answer.node().path("has_more").asBoolean(false);
        return new Listed(
                answer,
                answer.has("flow_ids") ? answer.texts("flow_ids") : List.of(),
                more ? (page + 1) + " " + answer.textOr("next_key", "") : null);
    }

    @Override
    public Told tell(String number, Sitting sitting) throws IOException {
        Answer answer = client.call(OPERATION, "funds/getfundsflowdetail", Map.of("flow_id", number), sitting);
        return new Told(new RawRecord(number, answer.object("funds_flow").node().toString()), answer);
    }

    @Override
    public ChannelFunds parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String number) throws IOException {
        return tell(number, new Sitting()).record();
    }
}
