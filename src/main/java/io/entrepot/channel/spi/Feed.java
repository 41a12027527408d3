package io.entrepot.channel.spi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Records that a storefront lists by the time of their last change on its own clock. */
public interface Feed {

    /** How windows of this feed are to be cut. */
    FeedRules feedRules();

    /**
     * One page of the records changed in a window (both ends included), in whatever page order is safe on this channel.
     *
     * @param to may be earlier with a token than it was for the first page, but not before what the storefront's clock said then
     * @param pageToken what the page before gave as next, or null for the first
     * @throws QuotaExhausted when the quota is used up, by our count or the storefront's
     * @throws CallRefused when the storefront refused the call
     * @throws MalformedRecord when the page itself cannot be read
     * @throws IOException when the storefront gave no usable answer
     */
    FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException;

    /**
     * The newest state of one record, whole.
     *
     * @param id as the record itself has it
     * @throws IOException when the storefront gave no usable answer
     */
    RawRecord fetch(String id) throws IOException;

    /**
     * How this feed is to be read.
     *
     * @param overlap how far a window reaches back behind the last: the storefront's visibility lag and clock grain
     * @param longestWindow the longest window the channel allows
     * @param rereadOpen how often records that are still open are to be fetched anew, because the list does not tell of all that
     *     happens to them; zero where it does. Nothing that changes what is shown may be left to this
     * @param furthestBack how long ago the beginning of a window may lie; zero where the channel sets no limit
     */
    record FeedRules(Duration overlap, Duration longestWindow, Duration rereadOpen, Duration furthestBack) {
        /**
         * @throws IllegalArgumentException when a window would not reach past its own overlap, so that no reading got further
         */
        public FeedRules {
            if (longestWindow.compareTo(overlap) <= 0) {
                throw new IllegalArgumentException(
                        "the longest window " + longestWindow + " must be longer than the overlap " + overlap);
            }
        }

        /** A feed that goes back for ever. */
        public FeedRules(Duration overlap, Duration longestWindow, Duration rereadOpen) {
            this(overlap, longestWindow, rereadOpen, Duration.ZERO);
        }

        /** A feed whose list tells all, and goes back for ever. */
        public FeedRules(Duration overlap, Duration longestWindow) {
            this(overlap, longestWindow, Duration.ZERO);
        }
    }

    /**
     * One page as it came.
     *
     * @param nextToken names the next page; null when this was the window's last
     * @param windowTotal how many distinct records the storefront counts in the window, where it says so
     * @param storefrontNow the storefront's own clock when it answered
     * @param clockGrain how much later its clock may really have been, and its instants may really be: it cuts them down to a
     *     multiple of this
     */
    record FeedPage(
            List<RawRecord> records,
            @Nullable String nextToken,
            OptionalInt windowTotal,
            Instant storefrontNow,
            Duration clockGrain) {
        /** A page of a storefront that tells its time to the millisecond. */
        public FeedPage(
                List<RawRecord> records, @Nullable String nextToken, OptionalInt windowTotal, Instant storefrontNow) {
            this(records, nextToken, windowTotal, storefrontNow, Duration.ZERO);
        }
    }

    /** One record as it came, with the storefront's id of it. */
    record RawRecord(String id, String payload) {}
}
