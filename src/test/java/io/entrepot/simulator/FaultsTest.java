package io.entrepot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Faults faults = new Faults();

    @Test
    void scriptedFaultsMeetTheCallsOfTheirOperationInOrder() {
        faults.next("stock", Fault.TOO_MANY_CALLS);
        faults.next("stock", Fault.UNAVAILABLE);
        assertThat(take("orders", CallShape.READ)).isEmpty();
        assertThat(take("stock", CallShape.READ)).contains(Fault.TOO_MANY_CALLS);
        assertThat(take("stock", CallShape.READ)).contains(Fault.UNAVAILABLE);
        assertThat(take("stock", CallShape.READ)).isEmpty();
    }

    @Test
    void aFaultWaitsForACallThatItFits() {
        faults.next("stock", Fault.PARTIAL_BATCH);
        assertThat(take("stock", CallShape.READ)).isEmpty();
        assertThat(faults.waiting()).isEqualTo(1);
        assertThat(take("stock", CallShape.BATCH_WRITE)).contains(Fault.PARTIAL_BATCH);
    }

    @Test
    void aFaultOfWritesLetsReadsPass() {
        faults.nextWrite("stock", Fault.DROP_AFTER_COMMIT);
        assertThat(take("stock", CallShape.READ)).isEmpty();
        assertThat(take("stock", CallShape.BATCH_WRITE)).contains(Fault.DROP_AFTER_COMMIT);
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(hundred(7)).isEqualTo(hundred(7)).isNotEqualTo(hundred(8));
        assertThat(hundred(7).stream().flatMap(Optional::stream)).isNotEmpty().doesNotContain(Fault.PARTIAL_BATCH);
    }

    @Test
    void chanceKeepsToTheKindsThatAreNamed() {
        faults.percent(1, 100, EnumSet.of(Fault.SLOW_ANSWER));
        assertThat(take("stock", CallShape.READ)).contains(Fault.SLOW_ANSWER);
        faults.clear();
        assertThat(take("stock", CallShape.READ)).isEmpty();
    }

    @Test
    void refusesAPercentageThatIsNone() {
        assertThatThrownBy(() -> faults.percent(1, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFaultHasAnIdThatLeadsBack() {
        for (Fault fault : Fault.values()) {
            assertThat(Fault.of(fault.id())).isEqualTo(fault);
        }
    }

    @Test
    void aFaultOfOrderPagesWaitsForAPageThatHasOrders() {
        faults.nextOrderPage("orders", Fault.DROP_AFTER_COMMIT);
        assertThat(take("orders", CallShape.READ)).isEmpty();
        assertThat(take("orders", CallShape.ORDER_PAGE)).contains(Fault.DROP_AFTER_COMMIT);
    }

    @Test
    void aScriptedFaultMayLastAsLongAsIsSaid() {
        faults.script("stock", Fault.LATE_COMMIT, Faults.Among.ALL, Optional.of(Duration.ofSeconds(3)));
        assertThat(faults.take("stock", CallShape.READ)).isEmpty();
        assertThat(faults.take("stock", CallShape.WRITE).flatMap(Faults.Due::lasts))
                .contains(Duration.ofSeconds(3));
    }

    @Test
    void aFaultThatTheStandInCannotShowIsRefused() {
        assertThat(faults.offers(Fault.CLOCK_SKEW)).isFalse();
        assertThatThrownBy(() -> faults.next("orders", Fault.CLOCK_SKEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clock-skew");
        assertThatThrownBy(() -> faults.percent(1, 2, EnumSet.of(Fault.FEED_LAG)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chanceChoosesEverydayFaultsUnlessOthersAreNamed() {
        Faults all = new Faults(EnumSet.allOf(Fault.class));
        all.percent(1, 100);
        assertThat(IntStream.range(0, 500).mapToObj(i -> all.take("orders", CallShape.ORDER_PAGE)
                        .orElseThrow()
                        .fault()))
                .isSubsetOf(Fault.EVERYDAY);
    }

    private Optional<Fault> take(String operation, CallShape shape) {
        return faults.take(operation, shape).map(Faults.Due::fault);
    }

    private List<Optional<Fault>> hundred(long seed) {
        faults.percent(seed, 30);
        return IntStream.range(0, 100)
                .mapToObj(i -> take("orders", CallShape.READ))
                .toList();
    }
}
