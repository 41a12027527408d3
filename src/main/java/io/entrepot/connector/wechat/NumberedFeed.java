package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A feed whose list gives numbers only, each of which is asked for by itself. Nobody says what a list's {@code next_key} holds on to while
 * records change, so the list is asked for spans of seconds that are short enough for one call; only within one second is the key followed,
 * and what it then passes over the next window has, which overlaps.
 *
 * @param gone what the shop says of a number that it listed and does not have
 * @param fits so many numbers in a list, and fewer, let the next window be no longer than this one; fewer than half let it be longer
 */
record NumberedFeed(Calls calls, ErrorCode gone, int fits) {

    static final Duration GRAIN = Duration.ofSeconds(1);

    /** The calls of one feed. */
    interface Calls {
        /**
         * Lists a window, both ends included, in seconds since 1970.
         *
         * @param key what the list before said, or empty
         */
        Listed list(long from, long to, String key, Sitting sitting) throws IOException;

        /** Asks for one record. */
        Told tell(String number, Sitting sitting) throws IOException;
    }

    /**
     * What a list said.
     *
     * @param more goes on with it; null where it ended
     */
    record Listed(
            Answer answer, List<String> numbers, @Nullable String more) {}

    /**
     * What is known of a listed record.
     *
     * @param answer null when there is no such record
     */
    record Told(RawRecord record, @Nullable Answer answer) {}

    /**
     * As many as there is quota for of the records that were named last; where there are none left, the next seconds are listed. A
     * list that is too long is asked for again with half of the seconds, as the next page: so a short quota does not stop it.
     */
    FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        long end = to.getEpochSecond();
        Named left = pageToken == null
                ? new Named(List.of(), new Place(from.getEpochSecond(), end - from.getEpochSecond(), "").token())
                : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        Answer last = null;
        if (list) {
            Place place = Place.of(left.then());
            Listed listed = calls.list(place.first(), place.last(end), place.key(), sitting);
            last = listed.answer();
            left = place.after(listed, end, fits);
        }
        Named.Answers<Told> told = left.ask(number -> listed(number, sitting), list);
        for (Told each : told.all()) {
            last = each.answer() == null ? last : each.answer();
        }
        if (last == null) {
            // Only for its clock.
            last = calls.list(end, end, "", sitting).answer();
        }
        List<RawRecord> records = told.all().stream().map(Told::record).toList();
        return new FeedPage(records, told.next(), OptionalInt.empty(), last.now(), GRAIN);
    }

    /** What was listed and cannot be had is kept as it is, for a person: it must not stop those behind it. */
    private Told listed(String number, Sitting sitting) throws IOException {
        try {
            return calls.tell(number, sitting);
        } catch (CallRefused refused) {
            if (!refused.code().equals(gone)) {
                throw refused;
            }
            return new Told(new RawRecord(number, "{}"), null);
        }
    }

    /**
     * Where to list next.
     *
     * @param first in seconds since 1970
     * @param length how many seconds more
     * @param key goes on within one second; empty at its beginning
     */
    private record Place(long first, long length, String key) {
        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        String token() {
            return first + "~" + length + "~" + key;
        }

        long last(long end) {
            return Math.max(first, Math.min(first + length, end));
        }

        /** What there is to do once that was listed. */
        Named after(Listed listed, long end, int fits) {
            long last = last(end);
            if (listed.more() != null && last > first) {
                return new Named(List.of(), new Place(first, (last - first) / 2, "").token());
            }
            if (listed.more() != null) {
                return new Named(listed.numbers(), new Place(first, 0, listed.more()).token());
            }
            long next = listed.numbers().size() > fits / 2 ? length : 2 * length + 1;
            return new Named(listed.numbers(), last < end ? new Place(last + 1, next, "").token() : "");
        }
    }
}
