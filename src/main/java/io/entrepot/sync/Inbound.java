package io.entrepot.sync;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.FeedRules;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.FeedStore.Cursor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbound half as the routes see it: read a page of a feed, then accept it with its cursor. */
public class Inbound {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    private static final ErrorCode NO_ANSWER = new ErrorCode("ENT-4005");

    /** A storefront met for the first time is read from so long ago. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    private final Storefronts storefronts;
    private final Switches switches;
    private final FeedStore store;
    private final ReceivedOrders received;
    private final Runnable inboxFilled;
    private final Clock clock;
    private final Map<FeedId, Rest> resting = new ConcurrentHashMap<>();

    private record Rest(Instant until, boolean forQuota) {
        static final Rest NONE = new Rest(Instant.EPOCH, false);
    }

    /**
     * @param inboxFilled called after records were committed to the inbox
     */
    public Inbound(
            Storefronts storefronts,
            Switches switches,
            FeedStore store,
            ReceivedOrders received,
            Runnable inboxFilled,
            Clock clock) {
        this.storefronts = storefronts;
        this.switches = switches;
        this.store = store;
        this.received = received;
        this.inboxFilled = inboxFilled;
        this.clock = clock;
    }

    /**
     * Reads the next page of a feed from the storefront; nothing of it is stored. Empty when orders are switched off or paused, when there is no quota, or when the storefront did not answer: that is recorded for the status page.
     *
     * @param every empty, too, when it was read up to the present within that time, unless something that the storefront sells runs
     *     low; zero to read in any case
     */
    public Optional<PageRead> read(FeedId feed, Duration every) {
        OpenStorefront open = storefronts.get(feed.storefront());
        Optional<Feed> source = feed.kind().source(open);
        Instant now = clock.instant();
        boolean rests = rest(feed).until().isAfter(now);
        if (source.isEmpty() || !open.ordersPulled() || !switches.mayReadOrders(feed.storefront()) || rests) {
            return Optional.empty();
        }
        Cursor cursor = withinReach(feed, source.get().feedRules(), now);
        if (isRecent(cursor, every, now) && !hurries(feed, now)) {
            return Optional.empty();
        }
        try {
            return Optional.of(readOrAskAgain(feed, source.get(), cursor));
        } catch (QuotaExhausted e) {
            resting.put(feed, new Rest(now.plus(e.waitFor()), true));
        } catch (IOException e) {
            ErrorCode code = e instanceof CallRefused refused ? refused.code() : NO_ANSWER;
            store.failed(feed, code, Objects.requireNonNullElse(e.getMessage(), e.toString()), now);
            resting.put(feed, new Rest(now.plus(Backoff.after(cursor.failures())), false));
        }
        return Optional.empty();
    }

    private boolean hurries(FeedId feed, Instant now) {
        return feed.kind() == FeedId.Kind.ORDERS && store.runsLow(feed.storefront(), now);
    }

    private Rest rest(FeedId feed) {
        return resting.getOrDefault(feed, Rest.NONE);
    }

    /**
     * How long until there is quota again for a page that could not be read for want of it. Nothing when that was not the reason:
     * where pages are many and the quota short, one page at each look would never come to their end.
     */
    public Duration untilQuota(FeedId feed) {
        Rest rest = rest(feed);
        Duration wait = Duration.between(clock.instant(), rest.until());
        return rest.forQuota() && !wait.isNegative() ? wait : Duration.ZERO;
    }

    /** Nine tenths of the time are enough, because who asks again and again does not ask to the moment. */
    private static boolean isRecent(Cursor cursor, Duration every, Instant now) {
        Instant caughtUpAt = cursor.caughtUpAt();
        return cursor.windowFrom() == null
                && caughtUpAt != null
                && !caughtUpAt.isAfter(now)
                && caughtUpAt.plus(every.multipliedBy(9).dividedBy(10)).isAfter(now);
    }

    /** The cursor; what the channel no longer tells of is passed over, and a person is told. */
    private Cursor withinReach(FeedId feed, FeedRules rules, Instant now) {
        Cursor cursor = store.cursor(feed, now.minus(FIRST_LOOK_BACK));
        Instant from = Objects.requireNonNullElse(cursor.windowFrom(), cursor.nextFrom());
        Instant furthest = now.plus(cursor.ahead()).minus(rules.furthestBack());
        if (rules.furthestBack().isZero() || !from.isBefore(furthest)) {
            return cursor;
        }
        Instant reach = furthest.plus(rules.furthestBack().dividedBy(100));
        store.outOfReach(feed, cursor.version(), reach, now);
        return store.cursor(feed, reach);
    }

    /** Where all was well, what has no answer is asked once more: until the next turn nobody would hear what is sold. */
    private PageRead readOrAskAgain(FeedId feed, Feed source, Cursor cursor) throws IOException {
        try {
            return read(feed, source, cursor);
        } catch (QuotaExhausted | CallRefused e) {
            throw e;
        } catch (IOException unanswered) {
            if (cursor.failures() > 0) {
                throw unanswered;
            }
            return read(feed, source, cursor);
        }
    }

    private PageRead read(FeedId feed, Feed source, Cursor cursor) throws IOException {
        Instant now = clock.instant();
        FeedRules rules = source.feedRules();
        Instant from = Objects.requireNonNullElse(cursor.windowFrom(), cursor.nextFrom());
        Instant to = Objects.requireNonNullElseGet(cursor.windowTo(), () -> {
            Instant longest = from.plus(rules.longestWindow());
            Instant theirNow = now.plus(cursor.ahead());
            return longest.isBefore(theirNow) ? longest : theirNow;
        });
        FeedPage page = source.page(from, to, cursor.pageToken());
        return new PageRead(feed, cursor.version(), from, to, rules.overlap(), page, now, clock.instant());
    }

    /**
     * Puts the page's raw records into the inbox and moves the cursor, in one transaction. A page whose cursor is no longer
     * the stored one (another node was faster) changes nothing.
     *
     * @return whether there is more to read now
     */
    public boolean accept(PageRead page) {
        boolean more = store.accept(page, clock.instant());
        if (!page.page().records().isEmpty()) {
            inboxFilled.run();
        }
        return more;
    }

    /** Lets nothing rest any longer: the clock by which it was to rest was set back. */
    public void forgetRests() {
        resting.clear();
    }

    /**
     * Takes a record that the storefront sent by itself, as it came: twice, late, or after a newer one. It only makes things
     * faster; what is never sent, or sent while orders are paused or switched off, is read from the feed when that goes on.
     */
    public void hear(StorefrontId storefront, RawRecord record) {
        if (!storefronts.get(storefront).ordersPulled() || !switches.mayReadOrders(storefront)) {
            return;
        }
        store.heard(storefront, record, clock.instant());
        inboxFilled.run();
    }

    /**
     * Asks for one order that the storefront says has changed, and takes what it gets as if it had been sent. As with {@link #hear},
     * nothing depends on it.
     *
     * @return whether the storefront answered; else it should not be asked for the next one at once
     */
    public boolean ask(StorefrontId storefront, String orderNo) {
        OpenStorefront open = storefronts.get(storefront);
        Optional<OrderSource> source = open.capability(OrderSource.class);
        boolean rests = rest(FeedId.orders(storefront)).until().isAfter(clock.instant());
        if (source.isEmpty() || rests || !open.ordersPulled() || !switches.mayReadOrders(storefront)) {
            return false;
        }
        try {
            hear(storefront, source.get().fetch(orderNo));
            return true;
        } catch (IOException e) {
            LOG.debug("order {} of {} was not had at once: {}", orderNo, storefront, e.getMessage());
            return false;
        }
    }

    /**
     * Waits for the next order that has taken effect after {@code after}, or until the time is over. What took effect before
     * this process started is not told again.
     *
     * @param storefront whose orders, or null for all
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public Optional<OrderReceived> awaitReceived(@Nullable StorefrontId storefront, long after, Duration longest)
            throws InterruptedException {
        return received.await(storefront, after, longest);
    }

    /**
     * One page with the place in the feed it was read at.
     *
     * @param cursorVersion the version of the cursor it continues
     * @param overlap how much of the window's end may still lack orders: the next window has it again
     * @param askedAt when it was asked for, on our clock
     * @param answeredAt when it had been read, on our clock
     */
    public record PageRead(
            FeedId feed,
            long cursorVersion,
            Instant windowFrom,
            Instant windowTo,
            Duration overlap,
            FeedPage page,
            Instant askedAt,
            Instant answeredAt) {
        /** Whose page it is. */
        public StorefrontId storefront() {
            return feed.storefront();
        }
    }

    /**
     * An order whose newest revision has taken effect.
     *
     * @param sequence rises with each; give the last one seen as {@code after}
     */
    public record OrderReceived(long sequence, StorefrontId storefront, String orderNo) {}
}
