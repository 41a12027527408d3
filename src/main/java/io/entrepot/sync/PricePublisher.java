package io.entrepot.sync;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.sync.PriceBook.PriceCase;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Settlement.Result;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings claimed listings' prices to what is wanted. Setting a price twice is harmless, so an unknown outcome is repeated at
 * once; and once more when the lost call can no longer arrive, because it may have undone what was set after it. What a
 * storefront has accepted without a word of what it asks now is read, where that can be done, and else set again.
 */
final class PricePublisher implements Publisher {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration RETRY_UNVERIFIED = Duration.ofMinutes(1);

    private final UnusedLooks looks = new UnusedLooks();
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
        PriceSource source = storefront.capability(PriceSource.class).orElse(null);
        Duration rest = Duration.ZERO;
        for (List<Claim> batch : Batches.of(claims, target.batchSize())) {
            Round round = new Round(storefront, target, source, leaseUntil);
            List<Claim> unlike = batch.stream().filter(looks::take).collect(Collectors.toList());
            List<Claim> others =
                    batch.stream().filter(claim -> !unlike.contains(claim)).toList();
            unlike.addAll(round.run(others, source != null));
            round.run(unlike, false);
            worklist.settle(round.settled, clock.instant());
            rest = rest.compareTo(round.rest) > 0 ? rest : round.rest;
        }
        return rest;
    }

    /** One batch of claims on its way; used by one thread. */
    private final class Round {
        private final OpenStorefront storefront;
        private final PriceTarget target;
        private final @Nullable PriceSource source;
        private final Instant leaseUntil;
        private final List<Settlement> settled = new ArrayList<>();
        private Duration rest = Duration.ZERO;

        Round(OpenStorefront storefront, PriceTarget target, @Nullable PriceSource source, Instant leaseUntil) {
            this.storefront = storefront;
            this.target = target;
            this.source = source;
            this.leaseUntil = leaseUntil;
        }

        /**
         * Sends all, or looks at what the storefront has accepted and sends the rest.
         *
         * @return what is not shown as it was accepted
         */
        List<Claim> run(List<Claim> claims, boolean looking) {
            Instant from = clock.instant();
            if (from.plus(times.lastArrival()).isAfter(leaseUntil)) {
                worklist.release(claims, from);
                return List.of();
            }
            if (claims.isEmpty()) {
                return List.of();
            }
            List<PriceCase> accepted = new ArrayList<>();
            List<PriceCase> priced = new ArrayList<>();
            for (PriceCase each : book.open(storefront.id(), claims, looking, from, from.plus(times.lastArrival()))) {
                if (each.price() == null) {
                    settled.add(Failure.noPrice(each.sku(), each.currency())
                            .settlement(each.claim(), each.failures(), from));
                } else {
                    (each.toSee() ? accepted : priced).add(each);
                }
            }
            send(priced, from);
            return accepted.isEmpty() ? List.of() : see(Objects.requireNonNull(source), accepted);
        }

        private void send(List<PriceCase> priced, Instant from) {
            if (priced.isEmpty()) {
                return;
            }
            List<PriceWrite> writes = priced.stream()
                    .map(each -> new PriceWrite(each.listing(), Objects.requireNonNull(each.price()), each.compareAt()))
                    .toList();
            List<Outcome> outcomes = CallTerms.overBy(times.overIfBegun(from), () -> target.setPrices(writes));
            for (int i = 0; i < priced.size(); i++) {
                settled.add(settlement(priced.get(i), outcomes.get(i), from));
                if (outcomes.get(i) instanceof Outcome.Throttled throttled) {
                    restFor(throttled.retryAfter());
                    looks.keep(priced.get(i).claim());
                }
            }
        }

        private List<Claim> see(PriceSource source, List<PriceCase> accepted) {
            Instant from = clock.instant();
            List<Claim> unlike = new ArrayList<>();
            try {
                Map<ListingKey, Money> shown =
                        source.prices(accepted.stream().map(PriceCase::listing).toList());
                for (PriceCase each : accepted) {
                    Money price = shown.get(each.listing());
                    if (price == null) {
                        settled.add(Failure.gone(each.listing()).settlement(each.claim(), each.failures(), from));
                    } else if (price.equals(each.price())) {
                        settled.add(Settlement.verified(each.claim(), each.revision(), from));
                    } else {
                        unlike.add(each.claim());
                    }
                }
            } catch (IOException e) {
                Failure failure = Failure.of(e);
                restFor(failure.rest());
                accepted.forEach(
                        each -> settled.add(failure.settlement(each.claim(), each.failures(), clock.instant())));
            }
            return unlike;
        }

        private void restFor(Duration wait) {
            rest = rest.compareTo(wait) > 0 ? rest : wait;
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
                AttemptEnd end =
                        new AttemptEnd(Result.ACCEPTED, null, accepted.ticket(), now.plus(times.lastArrival()));
                return Settlement.accepted(price.claim(), price.revision(), now.plus(RETRY_UNVERIFIED), from)
                        .with(end, null);
            }
            Failure failure = Failure.of(outcome);
            Instant over = outcome instanceof Outcome.Unknown ? from.plus(times.lastArrival()) : now;
            return failure.settlement(price.claim(), price.failures(), now).with(failure.end(over), null);
        }

        private Settlement done(PriceCase price, boolean seen, Instant from, Instant now) {
            Instant older = price.olderMayLandUntil();
            if (older != null && !older.isBefore(from)) {
                return Settlement.accepted(price.claim(), price.revision(), older.plusMillis(1), from);
            }
            return seen
                    ? Settlement.verified(price.claim(), price.revision(), from)
                    : Settlement.accepted(
                            price.claim(), price.revision(), now.plus(source == null ? RETRY_UNVERIFIED : LOOK), from);
        }
    }
}
