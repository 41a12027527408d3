package io.entrepot.channel.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every budget keeps: ten calls a second, ten at once. */
public abstract class RateBudgetContract {

    protected static final StorefrontId SHOP = new StorefrontId("shop");
    protected static final StorefrontId OTHER = new StorefrontId("other");

    protected final SteppedClock clock = SteppedClock.atNoon();
    protected final Quotas quotas = Quotas.fixed(Map.of(
            SHOP, List.of(new Quota("stock", 10, Duration.ofSeconds(1), 10)),
            OTHER, List.of(new Quota("stock", 1, Duration.ofMinutes(1), 1))));

    protected abstract RateBudget budget();

    @Test
    void startsEmptyAndFillsWithTime() {
        RateBudget budget = budget();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofMillis(100));
        clock.step(Duration.ofMillis(100));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isPositive();
    }

    @Test
    void fillsNoFurtherThanTheBurst() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        assertThat(budget.remaining(SHOP, "stock")).isEqualTo(10);
        assertThat(taken(budget, Urgency.URGENT)).isEqualTo(10);
    }

    @Test
    void leavesAReserveToWhatIsUrgent() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        assertThat(taken(budget, Urgency.ORDINARY)).isEqualTo(8);
        assertThat(budget.waitFor(SHOP, "stock", Urgency.ORDINARY)).isEqualTo(Duration.ofMillis(100));
        assertThat(taken(budget, Urgency.URGENT)).isEqualTo(2);
    }

    @Test
    void aBurstOfOneHasNoReserve() {
        RateBudget budget = budget();
        budget.tryTake(OTHER, "stock", Urgency.ORDINARY);
        clock.step(Duration.ofMinutes(1));
        assertThat(budget.tryTake(OTHER, "stock", Urgency.ORDINARY)).isZero();
    }

    @Test
    void lookingTakesNothing() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofMillis(100));
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isZero();
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isZero();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
    }

    @Test
    void aPauseHoldsEverybodyUntilItsEndAndTheLongerOneStays() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        budget.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(30));
        budget.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(5));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(budget.remaining(SHOP, "stock")).isZero();
        clock.step(Duration.ofSeconds(30));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
    }

    @Test
    void anOperationWithoutAQuotaIsNotLimitedButCanBePaused() {
        RateBudget budget = budget();
        assertThat(budget.tryTake(SHOP, "items", Urgency.ORDINARY)).isZero();
        assertThat(budget.remaining(SHOP, "items")).isEqualTo(Long.MAX_VALUE);
        budget.pauseUntil(SHOP, "items", clock.instant().plusSeconds(3));
        assertThat(budget.tryTake(SHOP, "items", Urgency.URGENT)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void storefrontsAreCountedApart() {
        RateBudget budget = budget();
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        budget.pauseUntil(OTHER, "stock", clock.instant().plusSeconds(60));
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isZero();
    }

    protected static int taken(RateBudget budget, Urgency urgency) {
        int taken = 0;
        while (budget.tryTake(SHOP, "stock", urgency).isZero()) {
            taken++;
        }
        return taken;
    }
}
