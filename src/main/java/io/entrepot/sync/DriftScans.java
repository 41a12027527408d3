package io.entrepot.sync;

import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.LookBook.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the stock of listings anew that were not read for long, so that what somebody changed on a storefront itself comes to
 * light. What is read goes into the ledger like any read; what it means is decided when the order feed has caught up with it.
 */
public class DriftScans {

    private final Storefronts storefronts;
    private final Switches switches;
    private final Worklist worklist;
    private final LookBook looks;
    private final StockPublisher publisher;
    private final CallTimes times;
    private final Map<StorefrontId, Duration> every;
    private final Clock clock;

    /**
     * Made once per process.
     *
     * @param every after which time a storefront is to be read again, though nothing is owed to it
     */
    public DriftScans(
            Storefronts storefronts,
            Switches switches,
            Worklist worklist,
            LookBook looks,
            StockBook book,
            CallTimes times,
            Map<StorefrontId, Duration> every,
            Clock clock) {
        this.storefronts = storefronts;
        this.switches = switches;
        this.worklist = worklist;
        this.looks = looks;
        this.publisher = new StockPublisher(book, worklist, times, clock);
        this.times = times;
        this.every = Map.copyOf(every);
        this.clock = clock;
    }

    /**
     * Reads as many listings as one call takes, those first that were not read for the longest.
     *
     * @return after which time to go on, zero when at once; empty when there is no more, when something is due that goes first, when
     *     the storefront did not answer, or where nothing could be told: its orders are not read, or its stock is not written now
     */
    public Optional<Duration> look(StorefrontId storefront) {
        OpenStorefront open = storefronts.get(storefront);
        Optional<StockTarget> target = open.capability(StockTarget.class);
        Instant now = clock.instant();
        if (target.isEmpty() || !mayTell(open) || isBusy(storefront, now)) {
            return Optional.empty();
        }
        Instant lookedBefore = now.minus(every.getOrDefault(storefront, Duration.ofHours(6)));
        Instant leaseUntil = now.plus(times.lease());
        Slice slice = looks.claim(storefront, target.get().batchSize(), lookedBefore, now, leaseUntil);
        Optional<Duration> rest = slice.claims().isEmpty()
                ? Optional.of(Duration.ZERO)
                : publisher.look(open, slice.claims(), leaseUntil);
        return slice.more() ? rest : Optional.empty();
    }

    /** Without its orders nobody can tell a sale from an edit. */
    private boolean mayTell(OpenStorefront open) {
        return open.ordersPulled()
                && open.capability(OrderSource.class).isPresent()
                && open.pushed().contains(Aspect.STOCK)
                && switches.mayReadOrders(open.id())
                && switches.mayWrite(open.id(), Aspect.STOCK);
    }

    private boolean isBusy(StorefrontId storefront, Instant now) {
        return worklist.nextDue(storefront, Aspect.STOCK)
                .filter(due -> !due.isAfter(now))
                .isPresent();
    }
}
