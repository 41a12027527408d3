package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of what changed. It covers half an hour at most and ends some minutes before the platform's clock; so each half hour is read
 * from its last page on: what changes meanwhile leaves the list, and moves the rest towards pages that are still to come.
 *
 * @param settles what is younger is left for the next window
 */
record ChangeList(Duration settles, int pageSize, PinduoduoClient client) {

    static final Duration GRAIN = Duration.ofSeconds(1);
    static final Duration LONGEST_WINDOW = Duration.ofMinutes(30);

    /** The call for a page. */
    @FunctionalInterface
    interface Listing {
        Listed list(Place place, Sitting sitting) throws IOException;
    }

    /**
     * What a page has.
     *
     * @param total how many there are in the half hour; it matters on the first look
     */
    record Listed(Answer answer, List<RawRecord> records, long total) {}

    /** Half hours in which nothing changed are passed over. */
    FeedPage page(Instant from, Instant to, @Nullable String pageToken, Listing listing) throws IOException {
        Sitting sitting = new Sitting();
        Place place = pageToken == null ? first(from, to, sitting) : Place.of(pageToken);
        if (place.first() > place.end()) {
            return new FeedPage(
                    List.of(), null, OptionalInt.empty(), client.clock(sitting).now(), GRAIN);
        }
        FeedPage page = page(place, listing, sitting);
        while (page.records().isEmpty() && page.nextToken() != null) {
            page = page(Place.of(page.nextToken()), listing, sitting);
        }
        return page;
    }

    private FeedPage page(Place place, Listing listing, Sitting sitting) throws IOException {
        Listed listed = listing.list(place, sitting);
        int pages = (int) ((listed.total() + pageSize - 1) / pageSize);
        return new FeedPage(
                listed.records(),
                place.after(pages),
                OptionalInt.empty(),
                listed.answer().now(),
                GRAIN);
    }

    private Place first(Instant from, Instant to, Sitting sitting) throws IOException {
        Instant settled = client.theirNow(sitting).minus(settles);
        Instant end = to.isBefore(settled) ? to : settled;
        return new Place(from.getEpochSecond(), end.getEpochSecond(), 0);
    }

    /** A record without a number gets a name made of its content, so that it can be kept apart. */
    static RawRecord raw(String number, String payload) {
        return new RawRecord(
                number.isEmpty()
                        ? UUID.nameUUIDFromBytes(payload.getBytes(StandardCharsets.UTF_8))
                                .toString()
                        : number,
                payload);
    }

    /**
     * Where the reading stands.
     *
     * @param first the first second of what is listed now
     * @param end the last second of all
     * @param page 0 for the first look, which tells how many there are
     */
    record Place(long first, long end, int page) {
        static Place of(String token) {
            String[] parts = token.split("~", 3);
            return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        }

        long last() {
            return Math.min(first + LONGEST_WINDOW.toSeconds(), end);
        }

        /** The page's number on the wire. */
        int number() {
            return Math.max(1, page);
        }

        /** From the first look to the last page, and on to the first page, which is read once more; then to the next half hour. */
        @Nullable
        String after(int pages) {
            int next = page == 0 ? (pages > 1 ? pages : 0) : page - 1;
            if (next > 0) {
                return first + "~" + end + "~" + next;
            }
            return last() < end ? (last() + 1) + "~" + end + "~0" : null;
        }
    }
}
