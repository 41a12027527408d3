package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.FeedRules;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feed whose list has a part of each record only, so that each is then asked for by itself. The list is asked for spans of seconds that are
 * short enough for one page, so that nothing can move between pages; only within one second are there pages, and they are read from the last
 * to the first.
 *
 * @param gone what the shop says of a record that it listed and does not give
 */
record ChangeFeed(Calls calls, Set<ErrorCode> gone) {

    static final Duration GRAIN = Duration.ofSeconds(1);

    /** A day is the longest; the list is asked for one second more than the window has. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1).minusSeconds(1);

    /** The list goes back three months, of which the shortest have 89 days. */
    private static final Duration FURTHEST_BACK = Duration.ofDays(89);

    private static final int PAGE_SIZE = 50;

    /** The calls of one feed. */
    interface Calls {
        /**
         * Lists what changed.
         *
         * @param window the parameters that say when, and which page
         */
        Listed list(Map<String, String> window, Sitting sitting) throws IOException;

        /** Asks for one record. */
        Told tell(String number, Sitting sitting) throws IOException;
    }

    /**
     * What a list said.
     *
     * @param numbered the field that has a record's number
     */
    record Listed(Answer answer, List<Answer> records, String numbered) {
        /** Those that changed by then: nobody says whether the list's end is part of it. */
        private List<String> numbers(long last) throws MalformedRecord {
            List<String> numbers = new ArrayList<>();
            for (Answer record : records) {
                if (record.shanghai("modified").getEpochSecond() <= last) {
                    numbers.add(record.text(numbered));
                }
            }
            return numbers;
        }
    }

    /**
     * What is known of a listed record.
     *
     * @param answer null when there is no such record
     */
    record Told(RawRecord record, @Nullable Answer answer) {}

    static FeedRules rules(Duration visibilityLag) {
        return new FeedRules(visibilityLag.plus(GRAIN), LONGEST_WINDOW, Duration.ZERO, FURTHEST_BACK);
    }

    /** As many as there is quota for of the records that were listed last; where there are none left, the next seconds are listed. */
    FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        long end = to.getEpochSecond();
        Named left = pageToken == null
                ? new Named(List.of(), new Place(from.getEpochSecond(), end - from.getEpochSecond(), 0).token())
                : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        Answer last = null;
        if (list) {
            Place place = Place.of(left.then());
            Listed listed = list(place.first(), place.last(end), Math.max(1, place.page()), sitting);
            last = listed.answer();
            left = place.after(listed.numbers(place.last(end)), last.units("total_results"), end);
        }
        Named.Answers<Told> told = left.ask(number -> listed(number, sitting), list);
        for (Told each : told.all()) {
            last = each.answer() == null ? last : each.answer();
        }
        if (last == null) {
            // Only for its clock.
            last = list(end, end, 1, sitting).answer();
        }
        List<RawRecord> records = told.all().stream().map(Told::record).toList();
        return new FeedPage(records, told.next(), OptionalInt.empty(), last.now(), GRAIN);
    }

    private Listed list(long first, long last, long page, Sitting sitting) throws IOException {
        return calls.list(
                Map.of(
                        "start_modified", Answer.shanghai(Instant.ofEpochSecond(first)),
                        "end_modified", Answer.shanghai(Instant.ofEpochSecond(last + 1)),
                        "page_no", String.valueOf(page),
                        "page_size", String.valueOf(PAGE_SIZE),
                        "use_has_next", "false"),
                sitting);
    }

    /** What was listed and cannot be had is kept as it is, for a person: it must not stop those behind it. */
    private Told listed(String number, Sitting sitting) throws IOException {
        try {
            return calls.tell(number, sitting);
        } catch (CallRefused refused) {
            if (!gone.contains(refused.code())) {
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
     * @param page of a single second that has several; 0 where nobody knows yet
     */
    private record Place(long first, long length, long page) {
        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        String token() {
            return first + "~" + length + "~" + page;
        }

        long last(long end) {
            return Math.max(first, Math.min(first + length, end));
        }

        /** What there is to do once that was listed, and so many were said to be there. */
        Named after(List<String> numbers, long total, long end) {
            long last = last(end);
            if (page == 0 && total > PAGE_SIZE) {
                Place shorter = last > first
                        ? new Place(first, (last - first) * PAGE_SIZE / (2 * total), 0)
                        : new Place(first, 0, (total + PAGE_SIZE - 1) / PAGE_SIZE);
                return new Named(List.of(), shorter.token());
            }
            if (page > 1) {
                return new Named(numbers, new Place(first, 0, page - 1).token());
            }
            long next = Math.min(total > PAGE_SIZE / 2 ? length : 8 * length + 1, LONGEST_WINDOW.toSeconds());
            return new Named(numbers, last < end ? new Place(last + 1, next, 0).token() : "");
        }
    }
}
