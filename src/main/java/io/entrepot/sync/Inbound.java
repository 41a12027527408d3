package io.entrepot.sync;

import io.entrepot.channel.spi.OrderSource.FeedPage;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inbound half as the routes see it: read a page of a storefront's orders, then accept it with its cursor. */
public class Inbound {

    /**
     * Reads the next page of the order feed from the storefront; nothing is stored. Empty when orders are switched off or
     * paused, when there is no quota, or when the storefront did not answer: that is recorded for the status page.
     */
    public Optional<PageRead> read(StorefrontId storefront) {
        throw new IllegalStateException("not built yet");
    }

    /**
     * Puts the page's raw records into the inbox and moves the cursor, in one transaction. A page whose cursor is no longer
     * the stored one (another node was faster) changes nothing.
     *
     * @return whether the window has more pages to read
     */
    public boolean accept(PageRead page) {
        throw new IllegalStateException("not built yet");
    }

    /**
     * Waits for the next order that has taken effect after {@code after}, or until the time is over.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public Optional<OrderReceived> awaitReceived(@Nullable StorefrontId storefront, long after, Duration longest) throws InterruptedException {
        throw new IllegalStateException("not built yet");
    }

    /**
     * One page with the place in the feed it was read at.
     *
     * @param cursorVersion the version of the cursor it continues
     */
    public record PageRead(StorefrontId storefront, long cursorVersion, Instant windowFrom, Instant windowTo, FeedPage page) {}

    /**
     * An order whose newest revision has taken effect.
     *
     * @param sequence rises with each; give the last one seen as {@code after}
     */
    public record OrderReceived(long sequence, StorefrontId storefront, String orderNo) {}
}
