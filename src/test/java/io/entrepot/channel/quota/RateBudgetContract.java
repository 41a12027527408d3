package io.entrepot.channel.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.quota.Heard.Kind;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every budget keeps: a bucket of 22 that gets ten a second, and other kinds. */
public abstract class RateBudgetContract {

    protected static final StorefrontId SHOP = new StorefrontId("shop");
    protected static final StorefrontId OTHER = new StorefrontId("other");

    /** Calls of a bucket that may go at once: nine tenths of it. */
    protected static final int AT_ONCE = 20;

    /** Between two calls at a pace of ten a second, a two-hundredth slower. */
    protected static final Duration INTERVAL = Duration.ofNanos(100_500_000);

    protected final SteppedClock clock = SteppedClock.atNoon();
    protected final Quotas quotas = Quotas.fixed(Map.of(
            SHOP,
            List.of(
                    new Quota("stock", 10, Duration.ofSeconds(1), 22),
                    new Quota("prices", 100, Duration.ofSeconds(10), 100)),
            OTHER,
            List.of(
                    new Quota("stock", 1, Duration.ofMinutes(1), 1),
                    new Quota("parcels", 1000, Duration.ofSeconds(1), 2000),
                    new Quota(Quota.ALL, 10, Duration.ofSeconds(1), 22))));

    protected abstract RateBudget budget();

    @Test
    void startsEmptyAndFillsWithTime() {
        RateBudget budget = budget();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(INTERVAL);
        clock.step(INTERVAL);
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isZero();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isPositive();
    }

    @Test
    void fillsNoFurtherThanTheBurst() {
        RateBudget budget = rested();
        assertThat(budget.remaining(SHOP, "stock")).isEqualTo(AT_ONCE);
        assertThat(taken(budget, Urgency.EMPTIED)).isEqualTo(AT_ONCE);
    }

    @Test
    void leavesAReserveToWhatIsUrgent() {
        RateBudget budget = rested();
        assertThat(taken(budget, Urgency.BULK)).isEqualTo(16);
        assertThat(taken(budget, Urgency.URGENT)).isEqualTo(2);
        assertThat(taken(budget, Urgency.FELL)).isEqualTo(1);
        assertThat(taken(budget, Urgency.EMPTIED)).isEqualTo(1);
    }

    @Test
    void theReserveIsNoPartOfTheRate() {
        RateBudget budget = rested();
        while (budget.tryTake(SHOP, "stock", Urgency.EMPTIED).isZero()) {}
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            clock.step(INTERVAL);
            taken += budget.tryTake(SHOP, "stock", Urgency.BULK).isZero() ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(196);
    }

    @Test
    void whoIsRefusedGoesBeforeAllThatIsLessUrgent() {
        RateBudget budget = budget();
        for (Urgency urgency : new Urgency[] {Urgency.BULK, Urgency.ORDINARY, Urgency.URGENT, Urgency.FELL}) {
            assertThat(budget.tryTake(SHOP, "stock", urgency)).isPositive();
        }
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(INTERVAL);
        clock.step(INTERVAL);
        assertThat(budget.tryTake(SHOP, "stock", Urgency.BULK)).isPositive();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.FELL)).isPositive();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isZero();
        clock.step(INTERVAL);
        assertThat(budget.tryTake(SHOP, "stock", Urgency.ORDINARY)).isPositive();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.FELL)).isZero();
    }

    @Test
    void whoDoesNotComeAgainKeepsNobodyWaiting() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.EMPTIED);
        clock.step(Duration.ofSeconds(1));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.BULK)).isZero();
    }

    @Test
    void noPeriodHasMoreThanItsQuotaWhereverItBegins() {
        RateBudget budget = budget();
        Instant start = clock.instant();
        List<Duration> arrivals = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            Urgency urgency = i % 1000 == 0 ? Urgency.EMPTIED : Urgency.BULK;
            Instant taken = clock.instant();
            while (i > 1600 && budget.tryTake(SHOP, "prices", urgency).isZero()) {
                arrivals.add(Duration.between(start, taken));
            }
            clock.step(Duration.ofMillis(5));
        }
        assertThat(arrivals).hasSizeGreaterThan(290);
        for (int i = 100; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i).minus(arrivals.get(i - 100))).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    /** Others call when they like, in bunches and after pauses; it comes two or three times a second. */
    @Test
    void whatFellToNothingWaitsNoLongerThanBetweenTwoCalls() {
        RateBudget budget = budget();
        Random chance = new Random(1);
        Urgency[] others = {Urgency.FELL, Urgency.URGENT, Urgency.ORDINARY, Urgency.BULK};
        NavigableMap<Instant, Instant> underWay = new TreeMap<>();
        List<Duration> waits = new ArrayList<>();
        Instant begin = clock.instant();
        Instant quiet = begin;
        Instant falls = begin.plusSeconds(15);
        while (clock.instant().isBefore(begin.plusSeconds(60))) {
            Instant now = clock.instant();
            while (!underWay.isEmpty() && !underWay.firstKey().isAfter(now)) {
                Map.Entry<Instant, Instant> call = underWay.pollFirstEntry();
                budget.ended(SHOP, "prices", new CallEnd(call.getValue(), call.getKey(), false, null, null));
            }
            if (!now.isBefore(falls)) {
                Duration wait = budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
                if (wait.isZero()) {
                    waits.add(Duration.between(falls, now));
                    underWay.put(now.plusMillis(1 + chance.nextInt(15)), now);
                    falls = now.plusMillis(300 + chance.nextInt(600));
                }
            }
            if (!now.isBefore(quiet)
                    && budget.tryTake(SHOP, "prices", others[chance.nextInt(others.length)])
                            .isZero()) {
                underWay.put(now.plusMillis(1 + chance.nextInt(15)), now);
                quiet = now.plusMillis(chance.nextInt(10) == 0 ? chance.nextInt(1000) : 0);
            }
            clock.step(Duration.ofMillis(2));
        }
        assertThat(waits).hasSizeGreaterThan(50).allMatch(wait -> wait.compareTo(INTERVAL.plusMillis(20)) < 0);
    }

    @Test
    void callsThatTakeLongAreCountedWhenTheySurelyHadArrived() {
        RateBudget budget = budget();
        int taken = 0;
        budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
        clock.step(Duration.ofMinutes(1));
        Instant sent = clock.instant();
        while (budget.tryTake(SHOP, "prices", Urgency.EMPTIED).isZero()) {
            taken++;
        }
        clock.step(Duration.ofSeconds(5));
        for (int i = 0; i < taken; i++) {
            budget.ended(SHOP, "prices", new CallEnd(sent, clock.instant(), false, null, null));
        }
        clock.step(Duration.ofMillis(9900));
        assertThat(taken).isEqualTo(100);
        assertThat(budget.tryTake(SHOP, "prices", Urgency.EMPTIED))
                .isBetween(Duration.ofMillis(99), Duration.ofMillis(151));
    }

    @Test
    void whatEndsWhileAnotherIsAskedForIsNotTakenForIt() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
        clock.step(Duration.ofMinutes(1));
        Instant first = clock.instant();
        budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
        clock.step(Duration.ofMillis(500));
        Instant second = clock.instant();
        clock.step(Duration.ofMillis(500));
        budget.ended(SHOP, "prices", new CallEnd(first, clock.instant(), false, null, null));
        clock.step(Duration.ofMillis(500));
        budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
        clock.step(Duration.ofMillis(500));
        budget.ended(SHOP, "prices", new CallEnd(second, clock.instant(), false, null, null));
        assertThat(taken(budget, SHOP, "prices", Urgency.EMPTIED)).isEqualTo(98);

        clock.step(Duration.ofMillis(8990));
        assertThat(taken(budget, SHOP, "prices", Urgency.EMPTIED))
                .as("ten seconds after the first one ended")
                .isZero();
        clock.step(Duration.ofSeconds(1));
        int oneAtMost = taken(budget, SHOP, "prices", Urgency.EMPTIED);
        assertThat(oneAtMost).as("ten seconds after the second one ended").isLessThanOrEqualTo(1);
        clock.step(Duration.ofMillis(70));
        assertThat(oneAtMost + taken(budget, SHOP, "prices", Urgency.EMPTIED)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aStorefrontsQuotaCountsAllItsCalls() {
        RateBudget budget = budget();
        budget.tryTake(OTHER, "stock", Urgency.BULK);
        budget.tryTake(OTHER, "parcels", Urgency.BULK);
        clock.step(Duration.ofMinutes(5));
        assertThat(taken(budget, OTHER, "stock", Urgency.EMPTIED)).isEqualTo(1);
        assertThat(taken(budget, OTHER, "parcels", Urgency.EMPTIED)).isEqualTo(AT_ONCE - 1);
        assertThat(budget.remaining(OTHER, "parcels")).isZero();
    }

    @Test
    void aBurstOfOneHasNoReserve() {
        RateBudget budget = budget();
        budget.tryTake(OTHER, "stock", Urgency.ORDINARY);
        clock.step(Duration.ofMinutes(2));
        assertThat(budget.tryTake(OTHER, "stock", Urgency.ORDINARY)).isZero();
    }

    @Test
    void lookingTakesNothing() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(INTERVAL);
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isZero();
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isZero();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
    }

    @Test
    void aPauseHoldsEverybodyUntilItsEndAndTheLongerOneStays() {
        RateBudget budget = rested();
        budget.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(30));
        budget.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(5));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(30));
        assertThat(budget.remaining(SHOP, "stock")).isZero();
        clock.step(Duration.ofSeconds(30));
        assertThat(taken(budget, Urgency.EMPTIED)).isEqualTo(1);
    }

    @Test
    void refusalsWithoutAWordOfHowLongPauseForLongerAndLonger() {
        RateBudget budget = rested();
        for (int seconds : new int[] {1, 2, 4, 8}) {
            refused(budget, null);
            refused(budget, null);
            assertThat(budget.waitFor(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(seconds));
            clock.step(Duration.ofSeconds(seconds));
            assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isZero();
        }
        clock.step(Duration.ofMinutes(5));
        refused(budget, null);
        assertThat(budget.waitFor(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalsWordOfHowLongCounts() {
        RateBudget budget = rested();
        refused(budget, Duration.ofSeconds(7));
        assertThat(budget.waitFor(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void shrinksToWhatABucketSaysIsLeft() {
        RateBudget budget = rested();
        heard(budget, "stock", new Heard(Kind.BUCKET, OptionalLong.empty(), OptionalLong.of(3), null));
        assertThat(taken(budget, Urgency.EMPTIED)).isEqualTo(3);
        heard(budget, "stock", new Heard(Kind.BUCKET, OptionalLong.empty(), OptionalLong.of(22), null));
        assertThat(taken(budget, Urgency.EMPTIED)).isZero();
    }

    @Test
    void shrinksToWhatAWindowSaysIsLeftUntilItsReset() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "prices", Urgency.EMPTIED);
        clock.step(Duration.ofMinutes(1));
        Instant reset = clock.instant().plusSeconds(4);
        heard(budget, "prices", new Heard(Kind.WINDOW, OptionalLong.empty(), OptionalLong.of(5), reset));
        assertThat(taken(budget, SHOP, "prices", Urgency.EMPTIED)).isEqualTo(5);
        clock.step(Duration.ofMillis(3900));
        assertThat(taken(budget, SHOP, "prices", Urgency.EMPTIED)).isZero();
        clock.step(Duration.ofMillis(150));
        assertThat(taken(budget, SHOP, "prices", Urgency.EMPTIED)).isGreaterThan(30);
    }

    @Test
    void aLimitThatIsHeardTakesThePlaceOfTheDeclaredOne() {
        RateBudget budget = rested();
        heard(budget, "stock", new Heard(Kind.BUCKET, OptionalLong.of(44_000_000), OptionalLong.empty(), null));
        clock.step(Duration.ofMinutes(1));
        assertThat(taken(budget, Urgency.EMPTIED)).isEqualTo(40);
        heard(budget, "stock", new Heard(Kind.PER_SECOND, OptionalLong.of(500_000), OptionalLong.empty(), null));
        clock.step(Duration.ofHours(1));
        taken(budget, Urgency.EMPTIED);
        assertThat(budget.waitFor(SHOP, "stock", Urgency.EMPTIED))
                .isBetween(Duration.ofMillis(1900), Duration.ofMillis(2011));
    }

    @Test
    void aClockThatIsSetBackStopsNobodyForLong() {
        RateBudget budget = rested();
        clock.step(Duration.ofDays(2));
        budget.tryTake(SHOP, "stock", Urgency.EMPTIED);
        clock.step(Duration.ofDays(-2));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(INTERVAL);
    }

    @Test
    void anOperationWithoutAQuotaIsNotLimitedButCanBePaused() {
        RateBudget budget = budget();
        assertThat(budget.tryTake(SHOP, "items", Urgency.BULK)).isZero();
        assertThat(budget.remaining(SHOP, "items")).isEqualTo(Long.MAX_VALUE);
        budget.pauseUntil(SHOP, "items", clock.instant().plusSeconds(3));
        assertThat(budget.tryTake(SHOP, "items", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void storefrontsAreCountedApart() {
        RateBudget budget = rested();
        budget.pauseUntil(OTHER, "stock", clock.instant().plusSeconds(60));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
    }

    /** The budget after a long quiet time. */
    protected final RateBudget rested() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        return budget;
    }

    private void refused(RateBudget budget, @Nullable Duration retryAfter) {
        budget.ended(SHOP, "stock", new CallEnd(clock.instant(), clock.instant(), true, retryAfter, null));
    }

    private void heard(RateBudget budget, String operation, Heard heard) {
        budget.ended(SHOP, operation, new CallEnd(clock.instant(), clock.instant(), false, null, heard));
    }

    protected static int taken(RateBudget budget, Urgency urgency) {
        return taken(budget, SHOP, "stock", urgency);
    }

    protected static int taken(RateBudget budget, StorefrontId shop, String operation, Urgency urgency) {
        int taken = 0;
        while (budget.tryTake(shop, operation, urgency).isZero()) {
            taken++;
        }
        return taken;
    }
}
