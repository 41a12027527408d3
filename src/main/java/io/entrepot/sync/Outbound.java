package io.entrepot.sync;

import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Capability;
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

/** The outbound half as the routes see it: claim what is due, publish it, or give it back. */
public class Outbound {

    private record Lane(StorefrontId storefront, Aspect aspect) {}

    private final Storefronts storefronts;
    private final Switches switches;
    private final Worklist publications;
    private final Worklist notices;
    private final LaneSignals signals;
    private final Map<Aspect, Publisher> publishers;
    private final CallTimes times;
    private final Clock clock;
    private final Map<Lane, Instant> resting = new ConcurrentHashMap<>();

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
     * @throws InterruptedException when the waiting thread is interrupted, as it is at shutdown
     */
    public void awaitWork(StorefrontId storefront, Aspect aspect, Duration longest) throws InterruptedException {
        Instant now = clock.instant();
        Instant latest = now.plus(longest);
        if (mayWork(storefront, aspect)) {
            Instant due = of(aspect).nextDue(storefront, aspect).orElse(latest);
            Instant rested = resting.getOrDefault(new Lane(storefront, aspect), Instant.EPOCH);
            Instant next = due.isAfter(rested) ? due : rested;
            latest = next.isBefore(latest) ? next : latest;
        }
        if (latest.isAfter(now)) {
            signals.await(storefront, aspect, Duration.between(now, latest));
        }
    }

    /** Leases up to {@code most} due publications to the caller; none while the aspect is paused, switched off or resting. */
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most) {
        Instant now = clock.instant();
        Instant rested = resting.getOrDefault(new Lane(storefront, aspect), Instant.EPOCH);
        if (!mayWork(storefront, aspect) || rested.isAfter(now)) {
            return List.of();
        }
        return of(aspect).claim(storefront, aspect, most, now, now.plus(times.lease()));
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
        Duration rest = publisher.publish(storefronts.get(storefront), claims, leaseUntil);
        if (!rest.isZero()) {
            resting.put(new Lane(storefront, aspect), clock.instant().plus(rest));
        }
    }

    /** Lets nothing rest any longer: the clock by which it was to rest was set back. */
    public void forgetRests() {
        resting.clear();
    }

    /** Ends leases under which nothing was sent; the work stays owed and is due again after {@code delay}. */
    public void release(Aspect aspect, List<Claim> claims, Duration delay) {
        of(aspect).release(claims, clock.instant().plus(delay));
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
