package io.entrepot.sync;

import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.sync.NoticeBook.CancellationNotice;
import io.entrepot.sync.NoticeBook.Notice;
import io.entrepot.sync.NoticeBook.ParcelNotice;
import io.entrepot.sync.Settlement.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells a storefront of parcels and cancellations, one by one. Telling one twice changes nothing there; one without an answer is
 * told again when the lost call can no longer arrive, because it may carry what was corrected since.
 */
final class NoticePublisher implements Publisher {

    private final NoticeBook book;
    private final Worklist worklist;
    private final CallTimes times;
    private final Clock clock;

    NoticePublisher(NoticeBook book, Worklist worklist, CallTimes times, Clock clock) {
        this.book = book;
        this.worklist = worklist;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public Duration publish(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil) {
        Duration rest = Duration.ZERO;
        for (Claim claim : claims) {
            Instant now = clock.instant();
            if (!rest.isZero() || now.plus(times.lastArrival()).isAfter(leaseUntil)) {
                worklist.release(List.of(claim), now.plus(rest));
                continue;
            }
            for (Notice notice : book.open(List.of(claim))) {
                Outcome outcome = tell(storefront, notice);
                noteUntold(notice, outcome);
                worklist.settle(List.of(settlement(notice, outcome, now)), clock.instant());
                rest = outcome instanceof Outcome.Throttled throttled ? throttled.retryAfter() : Duration.ZERO;
            }
        }
        return rest;
    }

    /** What surely was not done, and was not begun before, leaves no doubt for the next time. */
    private void noteUntold(Notice notice, Outcome outcome) {
        boolean surely = outcome instanceof Outcome.Rejected
                || outcome instanceof Outcome.NotDone
                || outcome instanceof Outcome.Throttled;
        if (surely
                && notice instanceof ParcelNotice shipment
                && !shipment.parcel().mayBeTold()) {
            book.untold(notice.claim(), shipment.parcel().label());
        }
    }

    private static Outcome tell(OpenStorefront storefront, Notice notice) {
        if (notice instanceof ParcelNotice shipment) {
            return storefront.capability(ShipmentTarget.class).orElseThrow().ship(shipment.parcel());
        }
        CancellationNotice cancelled = (CancellationNotice) notice;
        return storefront.capability(CancellationTarget.class).orElseThrow().cancel(cancelled.cancellation());
    }

    private Settlement settlement(Notice notice, Outcome outcome, Instant from) {
        if (outcome instanceof Outcome.Applied || outcome instanceof Outcome.Accepted) {
            return Settlement.verified(notice.claim(), notice.revision(), from);
        }
        Instant now = clock.instant();
        Failure failure = Failure.of(outcome);
        Instant arrived = failure.result() == Result.UNKNOWN ? times.arrivedIfEnded(now) : now;
        return failure.settlement(notice.claim(), notice.failures(), arrived);
    }
}
