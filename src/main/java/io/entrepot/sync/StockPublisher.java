package io.entrepot.sync;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Settlement.Result;
import io.entrepot.sync.StockBook.Decided;
import io.entrepot.sync.StockBook.StockCase;
import io.entrepot.sync.StockBook.StockRule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings claimed listings' stock to what is wanted: decide, read where that is needed, decide again, write, record. */
final class StockPublisher implements Publisher {

    /** Uncertainty is narrowed by a read once a listing has been quiet for this long, or unverified for six times as long. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration SETTLING = Duration.ofMillis(250);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final UnwrittenReads unwritten = new UnwrittenReads();
    private final LostAnswers lost;
    private final StockBook book;
    private final Worklist worklist;
    private final CallTimes times;
    private final Clock clock;

    StockPublisher(StockBook book, Worklist worklist, CallTimes times, Clock clock) {
        this.book = book;
        this.worklist = worklist;
        this.times = times;
        this.clock = clock;
        this.lost = new LostAnswers(book, clock);
    }

    @Override
    public Duration publish(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil) {
        StockTarget target = storefront.capability(StockTarget.class).orElseThrow();
        return run(new Round(storefront, target, leaseUntil, false), claims);
    }

    /**
     * Reads each listing, whatever is believed of it, and sends nothing: what shows what it should is verified, all else is left
     * to its lane. One that cannot be read now is left to it, too, and counts as no failure.
     *
     * @return how long the lane should rest; empty when the storefront did not answer
     */
    Optional<Duration> look(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil) {
        StockTarget target = storefront.capability(StockTarget.class).orElseThrow();
        Round round = new Round(storefront, target, leaseUntil, true);
        Duration rest = run(round, claims);
        return round.unanswered ? Optional.empty() : Optional.of(rest);
    }

    private Duration run(Round round, List<Claim> claims) {
        round.run(claims);
        worklist.settle(round.settled, clock.instant());
        return round.rest;
    }

    /**
     * When it should have settled, and not before the order feed has made up half of what it is behind the newest look; once that is
     * over, after half as long again as it is late. So few looks are in vain, but a feed that was away and is back keeps no raise
     * waiting for long.
     */
    static Instant lookAgain(Instant settles, Duration behind, Instant now) {
        Duration half = behind.dividedBy(2);
        Instant likely = now.plus(half.compareTo(LONGEST_LOOK) < 0 ? half : LONGEST_LOOK);
        Duration late = Duration.between(settles, now).dividedBy(2);
        Duration wait = late.compareTo(SETTLING) < 0 ? SETTLING : late;
        Instant next =
                settles.isAfter(now) ? settles : now.plus(wait.compareTo(LONGEST_LOOK) < 0 ? wait : LONGEST_LOOK);
        return likely.isAfter(next) ? likely : next;
    }

    /** How far the order feed has to come until it reaches the newest look; nothing where it has told nothing yet. */
    private static Duration behind(StockCase stock) {
        return stock.ledger()
                .newestRead()
                .filter(read -> stock.completeUpTo().isAfter(Instant.EPOCH))
                .map(read -> Duration.between(stock.completeUpTo(), read.to()))
                .filter(behind -> !behind.isNegative())
                .orElse(Duration.ZERO);
    }

    /** One batch of claims on its way; used by one thread. */
    private final class Round {
        private final OpenStorefront storefront;
        private final StockTarget target;
        private final Instant leaseUntil;
        private final boolean looking;
        private final List<Settlement> settled = new ArrayList<>();
        private Duration rest = Duration.ZERO;
        private boolean unanswered;

        Round(OpenStorefront storefront, StockTarget target, Instant leaseUntil, boolean looking) {
            this.storefront = storefront;
            this.target = target;
            this.leaseUntil = leaseUntil;
            this.looking = looking;
        }

        void run(List<Claim> claims) {
            List<Decided> first = decide(claims, Map.of());
            List<StockCase> unread = new ArrayList<>();
            List<Decided> ready = new ArrayList<>();
            for (Decided decided : first) {
                if (decided.decision() instanceof StockDecision.ReadFirst) {
                    unread.add(decided.stock());
                } else {
                    ready.add(decided);
                }
            }
            send(ready);
            if (!unread.isEmpty()) {
                Map<Claim, Read> fresh = read(unread);
                if (!fresh.isEmpty()) {
                    send(decide(List.copyOf(fresh.keySet()), fresh));
                }
            }
        }

        private List<Decided> decide(List<Claim> claims, Map<Claim, Read> fresh) {
            Instant now = clock.instant();
            StockRule rule = new StockRule() {
                @Override
                public List<StockDrift> drifts(StockCase stock) {
                    return StockDrift.in(stock.ledger(), target.rules(stock.listing()), stock.completeUpTo());
                }

                @Override
                public StockDecision decide(StockCase stock) {
                    Read read = fresh.get(stock.claim());
                    return looking
                            ? lookAt(stock, read, now)
                            : decideOn(stock, read == null ? unwritten.take(stock, now) : read);
                }
            };
            return book.decide(storefront.id(), claims, fresh, rule, now, leaseUntil);
        }

        /** What is to be sent is left to the lane, which is due at once then. */
        private StockDecision lookAt(StockCase stock, @Nullable Read fresh, Instant now) {
            StockDecision decision = fresh == null ? new StockDecision.ReadFirst() : decideOn(stock, fresh);
            return decision instanceof StockDecision.Send ? new StockDecision.Wait(now) : decision;
        }

        private StockDecision decideOn(StockCase stock, @Nullable Read fresh) {
            StockRules rules = target.rules(stock.listing());
            StockDecision decision = StockDecision.of(
                    stock.listing(), stock.wanted(), stock.ledger(), rules, stock.completeUpTo(), fresh);
            boolean unproven = decision instanceof StockDecision.Nothing nothing && !nothing.certain() && fresh == null;
            return unproven && readNow(stock) ? new StockDecision.ReadFirst() : decision;
        }

        /** Whether a read now would narrow what is believed: no write may still land, and it was quiet long enough. */
        private boolean readNow(StockCase stock) {
            boolean narrows = stock.ledger().writtenSinceNewestRead() || blurred(stock);
            return narrows && !readAt(stock).isAfter(clock.instant());
        }

        /** Whether sales that came close to the newest read leave open what is shown: a later read has them all behind it. */
        private boolean blurred(StockCase stock) {
            Instant old = clock.instant().minus(QUIET);
            boolean wide = stock.ledger()
                    .believed(stock.completeUpTo())
                    .filter(believed -> !believed.certain())
                    .isPresent();
            return wide
                    && stock.ledger()
                            .newestRead()
                            .filter(read -> read.to().isBefore(old))
                            .isPresent();
        }

        private Instant readAt(StockCase stock) {
            Instant quiet = clock.instant();
            if (stock.accepted() < stock.revision() && stock.wantedAt() != null) {
                Instant latest = stock.wantedAt().plus(QUIET.multipliedBy(6));
                quiet = quiet.plus(QUIET).isBefore(latest) ? quiet.plus(QUIET) : latest;
            }
            Instant landed = stock.ledger().lastArrivalOfOpenWrites().orElse(quiet);
            return landed.isAfter(quiet) ? landed.plusMillis(1) : quiet;
        }

        private Map<Claim, Read> read(List<StockCase> cases) {
            Map<Claim, Read> fresh = new HashMap<>();
            for (List<StockCase> batch : Batches.of(cases, target.batchSize())) {
                Instant from = clock.instant();
                try {
                    Map<ListingKey, Long> shown = CallTerms.during(
                            urgency(batch.stream()),
                            () -> target.read(
                                    batch.stream().map(StockCase::listing).toList()));
                    Instant to = clock.instant();
                    for (StockCase stock : batch) {
                        Long quantity = shown.get(stock.listing());
                        if (quantity == null) {
                            settled.add(gone(stock));
                        } else {
                            fresh.put(
                                    stock.claim(),
                                    new Read(quantity, from, to, stock.claim().lease() - 1, false));
                        }
                    }
                } catch (IOException e) {
                    Failure failure = Failure.of(e);
                    batch.forEach(stock -> settled.add(looking ? unread(stock, failure) : failed(stock, failure)));
                }
            }
            return fresh;
        }

        private void send(List<Decided> decided) {
            List<Decided> writes = new ArrayList<>();
            for (Decided each : decided) {
                if (each.decision() instanceof StockDecision.Send) {
                    writes.add(each);
                } else {
                    settled.add(withoutCall(each));
                }
            }
            for (List<Decided> batch : Batches.of(writes, target.batchSize())) {
                write(batch);
            }
        }

        private void write(List<Decided> batch) {
            Instant from = clock.instant();
            List<Outcome> outcomes;
            if (from.plus(times.lastArrival()).isAfter(leaseUntil)) {
                outcomes = batch.stream()
                        .map(each -> (Outcome) new Outcome.NotDone(
                                Failure.LEASE_SPENT, "the lease would have run out during the call"))
                        .toList();
            } else {
                List<StockWrite> writes = batch.stream()
                        .map(each -> ((StockDecision.Send) each.decision()).write())
                        .toList();
                outcomes = CallTerms.overBy(
                        times.overIfBegun(from),
                        () -> CallTerms.during(
                                urgency(batch.stream().map(Decided::stock)), () -> target.write(writes)));
            }
            Instant to = clock.instant();
            for (int i = 0; i < batch.size(); i++) {
                Decided each = batch.get(i);
                settled.add(written(each, found(each, outcomes.get(i), from, to), from, to));
            }
        }

        private Outcome found(Decided each, Outcome outcome, Instant from, Instant to) {
            boolean inTime = clock.instant().plus(times.lastArrival()).isBefore(leaseUntil);
            StockWrite write = ((StockDecision.Send) each.decision()).write();
            return inTime ? lost.found(target, each.stock(), write, outcome, from, to) : outcome;
        }

        private Urgency urgency(Stream<StockCase> batch) {
            if (looking) {
                return Urgency.BULK;
            }
            int most = batch.mapToInt(stock -> stock.claim().urgency()).min().orElse(Claim.ELSE);
            return most == 0 ? Urgency.EMPTIED : most < Claim.ELSE ? Urgency.FELL : Urgency.URGENT;
        }

        private Settlement withoutCall(Decided each) {
            StockCase stock = each.stock();
            Instant now = clock.instant();
            if (each.decision() instanceof StockDecision.Wait wait) {
                Instant look = lookAgain(wait.settles().plus(SETTLING), behind(stock), now);
                return Settlement.later(stock.claim(), look);
            }
            boolean certain = each.decision() instanceof StockDecision.Nothing nothing && nothing.certain();
            if (certain || stock.ledger().stillShows(Math.max(0, stock.wanted()))) {
                return Settlement.verified(stock.claim(), stock.revision(), now);
            }
            Instant look = stock.ledger().writtenSinceNewestRead() ? readAt(stock) : now.plus(QUIET);
            return Settlement.accepted(stock.claim(), stock.revision(), look, now);
        }

        private Settlement written(Decided each, Outcome outcome, Instant from, Instant to) {
            StockCase stock = each.stock();
            StockRules rules = target.rules(stock.listing());
            StockDecision.Send send = (StockDecision.Send) each.decision();
            Trail.stock(stock, send, outcome, from);
            if (send.part() && outcome instanceof Outcome.Applied applied) {
                return restFollows(stock, applied, from, to);
            }
            if (outcome instanceof Outcome.Applied applied) {
                return applied(stock, applied, rules, from, to);
            }
            if (outcome instanceof Outcome.Accepted accepted) {
                Instant shows = to.plus(rules.appliesWithin());
                AttemptEnd end = new AttemptEnd(Result.ACCEPTED, null, accepted.ticket(), shows);
                return Settlement.accepted(stock.claim(), stock.revision(), shows, from)
                        .with(end, null);
            }
            Read basis = send.basis();
            if (outcome instanceof Outcome.Throttled && basis != null) {
                unwritten.keep(stock.claim(), basis);
            }
            Failure failure = Failure.of(outcome);
            Instant over = outcome instanceof Outcome.Unknown ? from.plus(times.lastArrival()) : to;
            return failed(stock, failure).with(failure.end(over), null);
        }

        private Settlement restFollows(StockCase stock, Outcome.Applied applied, Instant from, Instant to) {
            Read answer = applied.shown().isPresent()
                    ? new Read(
                            applied.shown().getAsLong(), from, to, stock.claim().lease(), false)
                    : null;
            return Settlement.later(stock.claim(), to).with(new AttemptEnd(Result.APPLIED, null, "", to), answer);
        }

        private Settlement applied(
                StockCase stock, Outcome.Applied applied, StockRules rules, Instant from, Instant to) {
            AttemptEnd end = new AttemptEnd(Result.APPLIED, null, "", to);
            if (applied.shown().isEmpty()) {
                return Settlement.accepted(stock.claim(), stock.revision(), to.plus(rules.appliesWithin()), from)
                        .with(end, null);
            }
            Read answer = new Read(
                    applied.shown().getAsLong(), from, to, stock.claim().lease(), false);
            Instant look = to.plus(rules.visibilityLag()).plus(SETTLING);
            Instant landed = stock.ledger()
                    .lastArrivalOfOpenWrites()
                    .filter(last -> !last.isBefore(from))
                    .map(last -> last.plusMillis(1))
                    .orElse(Instant.EPOCH);
            boolean proves = answer.quantity() == Math.max(0, stock.wanted()) && landed.equals(Instant.EPOCH);
            Settlement done = proves
                    ? Settlement.verified(stock.claim(), stock.revision(), from)
                    : Settlement.accepted(stock.claim(), stock.revision(), landed.isAfter(look) ? landed : look, from);
            return done.with(end, answer);
        }

        private Settlement failed(StockCase stock, Failure failure) {
            rest = rest.compareTo(failure.rest()) > 0 ? rest : failure.rest();
            return failure.settlement(stock.claim(), stock.failures(), clock.instant());
        }

        private Settlement unread(StockCase stock, Failure failure) {
            unanswered |= failure.rest().isZero();
            rest = rest.compareTo(failure.rest()) > 0 ? rest : failure.rest();
            return Settlement.later(stock.claim(), clock.instant().plus(failure.rest()));
        }

        private Settlement gone(StockCase stock) {
            return failed(stock, Failure.gone(stock.listing()));
        }
    }
}
