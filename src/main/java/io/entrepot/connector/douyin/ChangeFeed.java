package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A list of whole records by the time of their last change. The newest change is listed first and pages are read from the last: a
 * record that changes while it is read leaves its page, and those behind it move towards pages that are still to come. A span with
 * very many records is halved first, because the shop gives no more than its first fifty thousand.
 */
record ChangeFeed(Calls calls) {

    static final int PAGE_SIZE = 100;
    static final int MOST_OF_A_SPAN = 2_000;
    static final Duration GRAIN = Duration.ofSeconds(1);
    static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** What one list is called. */
    interface Calls {

        /**
         * One page, the newest change first.
         *
         * @param first in seconds since 1970
         * @param last likewise
         * @param page the first is 0
         */
        Answer list(long first, long last, int page) throws IOException;

        /** The field of the answer's data that has the records. */
        String field();

        /** The number of a record; empty where it has none. */
        String number(Answer record);
    }

    FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        Place whole = new Place(from.getEpochSecond(), to.getEpochSecond(), Place.TO_BE_COUNTED);
        Place place = pageToken == null ? whole : Place.of(pageToken);
        Answer answer = calls.list(place.first(), place.last(), Math.max(0, place.page()));
        Answer data = answer.object("data");
        int total = (int) data.units("total");
        if (place.isToBeHalved(total)) {
            return new FeedPage(List.of(), place.firstHalf().token(), OptionalInt.empty(), answer.now(), GRAIN);
        }
        List<RawRecord> records = new ArrayList<>();
        for (Answer record : data.list(calls.field())) {
            records.add(raw(record));
        }
        Place next = place.after(total, to.getEpochSecond());
        boolean counted = place.first() == whole.first() && place.last() == whole.last();
        return new FeedPage(
                records,
                next == null ? null : next.token(),
                counted ? OptionalInt.of(total) : OptionalInt.empty(),
                answer.now(),
                GRAIN);
    }

    /** A record without a number is kept under its words, so that it can be set aside. */
    RawRecord raw(Answer record) {
        String payload = record.node().toString();
        String number = calls.number(record);
        return new RawRecord(number.isEmpty() ? "unnamed " + Integer.toHexString(payload.hashCode()) : number, payload);
    }

    /**
     * Where to read next.
     *
     * @param first in seconds since 1970
     * @param last likewise
     * @param page the first is 0; {@link #TO_BE_COUNTED} is that page before anybody knows how many there are
     */
    private record Place(long first, long last, int page) {
        static final int TO_BE_COUNTED = -1;

        /** A span of fewer seconds is not halved: its halves share two. */
        private static final int SHORTEST = 4;

        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }

        String token() {
            return first + "~" + last + "~" + page;
        }

        boolean isToBeHalved(int total) {
            return page == TO_BE_COUNTED && total > MOST_OF_A_SPAN && last - first > SHORTEST;
        }

        Place firstHalf() {
            return new Place(first, first + (last - first) / 2, TO_BE_COUNTED);
        }

        /**
         * What comes after this page: the page before it, at the end the next span. Spans share a second, because nobody says
         * whether the shop counts the ends of a span to it.
         */
        @Nullable
        Place after(int total, long end) {
            int pages = (total + PAGE_SIZE - 1) / PAGE_SIZE;
            if (page == TO_BE_COUNTED && pages > 1) {
                return new Place(first, last, pages - 1);
            }
            if (page > 0) {
                return new Place(first, last, page - 1);
            }
            return last < end ? new Place(last - 1, end, TO_BE_COUNTED) : null;
        }
    }
}
