package io.entrepot.sync;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The outbound half as the routes see it: claim what is due, publish it, or give it back. */
public class Outbound {

    private static final int MOST_AT_ONCE = 1000;

    /** SKUs of an item that are claimed together go in one call. */
    private static final int SKUS_OF_AN_ITEM = 10;

    private static final Rest NONE = new Rest(Instant.EPOCH, 0);

    private record Lane(StorefrontId storefront, Aspect aspect) {}

    /** What found no quota waits until then; what is more urgent may find some. */
    private record Rest(Instant until, int urgency) {}

    private final Storefronts storefronts;
    private final Switches switches;
    private final Worklist publications;
    private final Worklist notices;
    private final LaneSignals signals;
    private final Map<Aspect, Publisher> publishers;
    private final CallTimes times;
    private final Clock clock;
    private final Map<Lane, Rest> resting = new ConcurrentHashMap<>();
    private final Map<Lane, Integer> appetites = new ConcurrentHashMap<>();

    /** Made once per process. */
    public Outbound(
            Storefronts storefronts,
            Switches switches,
            Worklist publications,
            Worklist notices,
            Books books,
            LaneSignals signals,
            CallTimes times,
            Clock clock) {
        this.storefronts = storefronts;
        this.switches = switches;
        this.publications = publications;
        this.notices = notices;
        this.signals = signals;
        this.times = times;
        this.clock = clock;
        this.publishers = Map.of(
                Aspect.CONTENT, new ContentPublisher(books.content(), publications, times, clock),
                Aspect.PRICE, new PricePublisher(books.price(), publications, times, clock),
                Aspect.STOCK, new StockPublisher(books.stock(), publications, times, clock),
                Aspect.SHIPMENTS, new NoticePublisher(books.notices(), notices, times, clock));
    }

    /** Where the publishers find what is wanted. */
    public record Books(ContentBook content, PriceBook price, StockBook stock, NoticeBook notices) {}

    /**
     * Waits until something may be due for this lane, or the time is over. Returns at once when work is due now.
     *
     * @return whether it waited
     * @throws InterruptedException when the waiting thread is interrupted, as it is at shutdown
     */
    public boolean awaitWork(StorefrontId storefront, Aspect aspect, Duration longest) throws InterruptedException {
        Instant now = clock.instant();
        Instant next = nextLook(storefront, aspect, now.plus(longest));
        if (!next.isAfter(now)) {
            return false;
        }
        signals.await(storefront, aspect, Duration.between(now, next));
        return true;
    }

    /** When this lane has to look for work though nobody wakes it. */
    Instant nextLook(StorefrontId storefront, Aspect aspect, Instant latest) {
        if (!mayWork(storefront, aspect)) {
            return latest;
        }
        Rest rest = rest(storefront, aspect);
        Worklist worklist = of(aspect);
        Instant due = worklist.nextDue(storefront, aspect).orElse(latest);
        Instant next = due.isAfter(rest.until()) ? due : rest.until();
        if (rest.until().isAfter(due)) {
            Instant urgent = worklist.nextDueMoreUrgent(storefront, aspect, rest.urgency())
                    .orElse(latest);
            next = urgent.isBefore(next) ? urgent : next;
        }
        return next.isBefore(latest) ? next : latest;
    }

    /** Leases up to {@code most} due publications to the caller; none while the aspect is paused, switched off or resting. */
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most) {
        Instant now = clock.instant();
        if (!mayWork(storefront, aspect)) {
            return List.of();
        }
        Rest rest = rest(storefront, aspect);
        Instant leaseUntil = now.plus(times.lease());
        int some = Math.min(most, appetites.getOrDefault(new Lane(storefront, aspect), most));
        return rest.until().isAfter(now)
                ? of(aspect).claimMoreUrgent(storefront, aspect, rest.urgency(), some, now, leaseUntil)
                : of(aspect).claim(storefront, aspect, some, now, leaseUntil);
    }

    private Rest rest(StorefrontId storefront, Aspect aspect) {
        return resting.getOrDefault(new Lane(storefront, aspect), NONE);
    }

    /** Computes what each claimed publication should show, sends it, and records what became of it. Ends every lease. */
    public void publish(StorefrontId storefront, Aspect aspect, List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        if (!mayWork(storefront, aspect)) {
            release(aspect, claims, Duration.ZERO);
            return;
        }
        Publisher publisher = publishers.get(aspect);
        if (publisher == null) {
            throw new IllegalStateException("no publisher for " + aspect);
        }
        Instant leaseUntil =
                claims.stream().map(Claim::until).min(Instant::compareTo).orElseThrow();
        Duration rest = CallTerms.overBy(
                times.overBy(leaseUntil),
                () -> CallTerms.during(
                        urgency(aspect), () -> publisher.publish(storefronts.get(storefront), claims, leaseUntil)));
        Lane lane = new Lane(storefront, aspect);
        appetites.compute(lane, (unused, before) -> appetite(storefront, aspect, claims.size(), rest, before));
        if (!rest.isZero()) {
            int least = aspect == Aspect.STOCK
                    ? claims.stream().mapToInt(Claim::urgency).max().orElse(0)
                    : 0;
            resting.put(lane, new Rest(clock.instant().plus(rest), least));
        }
    }

    /**
     * Where the quota is short, no more is claimed at a time than may find some: each claim is computed and written down. Null
     * where it was not short, or is so no longer.
     */
    private @Nullable Integer appetite(
            StorefrontId storefront, Aspect aspect, int had, Duration rest, @Nullable Integer before) {
        if (rest.isZero()) {
            return before == null || had < before || before > MOST_AT_ONCE ? before : Integer.valueOf(2 * before);
        }
        OpenStorefront open = storefronts.get(storefront);
        int call =
                switch (aspect) {
                    case STOCK ->
                        open.capability(StockTarget.class)
                                .map(StockTarget::batchSize)
                                .orElse(1);
                    case PRICE ->
                        open.capability(PriceTarget.class)
                                .map(PriceTarget::batchSize)
                                .orElse(1);
                    case CONTENT, SHIPMENTS -> SKUS_OF_AN_ITEM;
                };
        return Math.max(call, had / 2);
    }

    /** Lets nothing rest any longer: the clock by which it was to rest was set back. */
    public void forgetRests() {
        resting.clear();
    }

    /** Ends leases under which nothing was sent; the work stays owed and is due again after {@code delay}. */
    public void release(Aspect aspect, List<Claim> claims, Duration delay) {
        of(aspect).release(claims, clock.instant().plus(delay));
    }

    private static Urgency urgency(Aspect aspect) {
        return switch (aspect) {
            case STOCK -> Urgency.URGENT;
            case PRICE, SHIPMENTS -> Urgency.ORDINARY;
            case CONTENT -> Urgency.BULK;
        };
    }

    private Worklist of(Aspect aspect) {
        return aspect == Aspect.SHIPMENTS ? notices : publications;
    }

    private boolean mayWork(StorefrontId storefront, Aspect aspect) {
        OpenStorefront open = storefronts.get(storefront);
        return open.pushed().contains(aspect)
                && capabilities(aspect).stream()
                        .anyMatch(type -> open.capability(type).isPresent())
                && switches.mayWrite(storefront, aspect);
    }

    private static List<Class<? extends Capability>> capabilities(Aspect aspect) {
        return switch (aspect) {
            case CONTENT -> List.of(ListingTarget.class);
            case PRICE -> List.of(PriceTarget.class);
            case STOCK -> List.of(StockTarget.class);
            case SHIPMENTS -> List.of(ShipmentTarget.class, CancellationTarget.class);
        };
    }
}
