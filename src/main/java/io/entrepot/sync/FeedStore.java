package io.entrepot.sync;

import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where raw records and the cursors of feeds are kept: always together. */
public interface FeedStore {

    /** A feed's cursor; one that is read for the first time starts at {@code start}. */
    Cursor cursor(FeedId feed, Instant start);

    /**
     * In one transaction: puts the page's records into the inbox and moves the cursor. The cursor passes a window only when all
     * its pages were read in one pass in which the storefront's count stayed the same and agreed with the distinct records seen;
     * otherwise the window is read again. One that never agrees is set aside, and those after it are read; the feed is not complete
     * beyond it until it was read whole or a person accepts it.
     *
     * @return whether there is more to read now
     */
    boolean accept(PageRead page, Instant now);

    /**
     * The channel does not tell of what happened before {@code reach}, and not all of that was read: it is set aside for a
     * person, and reading goes on from there.
     *
     * @param cursorVersion the version of the cursor on which this was found; another version changes nothing
     */
    void outOfReach(FeedId feed, long cursorVersion, Instant reach, Instant now);

    /** Puts one record of an order that the storefront sent by itself into the inbox; the cursor stays where it is. */
    void heard(StorefrontId storefront, RawRecord record, Instant now);

    /** Whether units of something that it sells are held back somewhere, because it may have been sold unheard. */
    boolean runsLow(StorefrontId storefront, Instant now);

    /** Notes that a page could not be read. */
    void failed(FeedId feed, ErrorCode code, String message, Instant now);

    /**
     * How far a feed has been read.
     *
     * @param nextFrom the next window begins here, on the storefront's clock
     * @param windowFrom the open window, or null when none is
     * @param pageToken the next page of the open window, or null for its first
     * @param ahead how far the storefront's clock is ahead of ours
     * @param caughtUpAt when it was read up to the present, or null when there is more to read
     */
    record Cursor(
            long version,
            Instant nextFrom,
            @Nullable Instant windowFrom,
            @Nullable Instant windowTo,
            @Nullable String pageToken,
            Duration ahead,
            int failures,
            @Nullable Instant caughtUpAt) {}
}
