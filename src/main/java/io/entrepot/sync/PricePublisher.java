package io.entrepot.sync;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.sync.PriceBook.PriceCase;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Settlement.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Brings claimed listings' prices to what is wanted. Setting a price twice is harmless, so an unknown outcome is repeated at
 * once; and once more when the lost call can no longer arrive, because it may have undone what was set after it.
 */
final class PricePublisher implements Publisher {

    private static final Duration RETRY_UNVERIFIED = Duration.ofMinutes(1);

    private final PriceBook book;
    private final Worklist worklist;
    private final CallTimes times;
    private final Clock clock;

    PricePublisher(PriceBook book, Worklist worklist, CallTimes times, Clock clock) {
        this.book = book;
        this.worklist = worklist;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public Duration publish(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil) {
        PriceTarget target = storefront.capability(PriceTarget.class).orElseThrow();
        Duration rest = Duration.ZERO;
        for (List<Claim> batch : Batches.of(claims, target.batchSize())) {
            if (clock.instant().plus(times.lastArrival()).isAfter(leaseUntil)) {
                worklist.release(batch, clock.instant());
                continue;
            }
            Duration wait = publishBatch(storefront, target, batch);
            rest = rest.compareTo(wait) > 0 ? rest : wait;
        }
        return rest;
    }

    private Duration publishBatch(OpenStorefront storefront, PriceTarget target, List<Claim> batch) {
        Instant from = clock.instant();
        List<PriceCase> cases = book.open(storefront.id(), batch, from, from.plus(times.lastArrival()));
        List<Settlement> settled = new ArrayList<>();
        List<PriceCase> priced = new ArrayList<>();
        for (PriceCase each : cases) {
            if (each.price() == null) {
                settled.add(
                        Failure.noPrice(each.sku(), each.currency()).settlement(each.claim(), each.failures(), from));
            } else {
                priced.add(each);
            }
        }
        Duration rest = Duration.ZERO;
        if (!priced.isEmpty()) {
            List<PriceWrite> writes = priced.stream()
                    .map(each -> new PriceWrite(each.listing(), Objects.requireNonNull(each.price()), each.compareAt()))
                    .toList();
            List<Outcome> outcomes = CallTerms.overBy(times.overIfBegun(from), () -> target.setPrices(writes));
            for (int i = 0; i < priced.size(); i++) {
                Settlement settlement = settlement(priced.get(i), outcomes.get(i), from);
                settled.add(settlement);
                if (outcomes.get(i) instanceof Outcome.Throttled throttled) {
                    rest = rest.compareTo(throttled.retryAfter()) > 0 ? rest : throttled.retryAfter();
                }
            }
        }
        worklist.settle(settled, clock.instant());
        return rest;
    }

    private Settlement settlement(PriceCase price, Outcome outcome, Instant from) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Applied applied) {
            AttemptEnd end = new AttemptEnd(Result.APPLIED, null, "", now);
            boolean seen = applied.shown().isPresent()
                    && applied.shown().getAsLong()
                            == Objects.requireNonNull(price.price()).minor();
            return done(price, seen, from, now).with(end, null);
        }
        if (outcome instanceof Outcome.Accepted accepted) {
            AttemptEnd end = new AttemptEnd(Result.ACCEPTED, null, accepted.ticket(), now.plus(times.lastArrival()));
            return Settlement.accepted(price.claim(), price.revision(), now.plus(RETRY_UNVERIFIED), from)
                    .with(end, null);
        }
        Failure failure = Failure.of(outcome);
        Instant over = outcome instanceof Outcome.Unknown ? from.plus(times.lastArrival()) : now;
        return failure.settlement(price.claim(), price.failures(), now).with(failure.end(over), null);
    }

    private static Settlement done(PriceCase price, boolean seen, Instant from, Instant now) {
        Instant older = price.olderMayLandUntil();
        if (older != null && !older.isBefore(from)) {
            return Settlement.accepted(price.claim(), price.revision(), older.plusMillis(1), from);
        }
        return seen
                ? Settlement.verified(price.claim(), price.revision(), from)
                : Settlement.accepted(price.claim(), price.revision(), now.plus(RETRY_UNVERIFIED), from);
    }
}
