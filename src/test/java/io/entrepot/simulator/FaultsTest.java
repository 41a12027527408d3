package io.entrepot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(faults.take("orders", CallShape.READ)).isEmpty();
        assertThat(faults.take("stock", CallShape.READ)).contains(Fault.TOO_MANY_CALLS);
        assertThat(faults.take("stock", CallShape.READ)).contains(Fault.UNAVAILABLE);
        assertThat(faults.take("stock", CallShape.READ)).isEmpty();
    }

    @Test
    void aFaultWaitsForACallThatItFits() {
        faults.next("stock", Fault.PARTIAL_BATCH);
        assertThat(faults.take("stock", CallShape.READ)).isEmpty();
        assertThat(faults.waiting()).isEqualTo(1);
        assertThat(faults.take("stock", CallShape.BATCH_WRITE)).contains(Fault.PARTIAL_BATCH);
    }

    @Test
    void aFaultOfWritesLetsReadsPass() {
        faults.nextWrite("stock", Fault.DROP_AFTER_COMMIT);
        assertThat(faults.take("stock", CallShape.READ)).isEmpty();
        assertThat(faults.take("stock", CallShape.BATCH_WRITE)).contains(Fault.DROP_AFTER_COMMIT);
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(hundred(7)).isEqualTo(hundred(7)).isNotEqualTo(hundred(8));
        assertThat(hundred(7).stream().flatMap(Optional::stream)).isNotEmpty().doesNotContain(Fault.PARTIAL_BATCH);
    }

    @Test
    void chanceKeepsToTheKindsThatAreNamed() {
        faults.percent(1, 100, EnumSet.of(Fault.SLOW_ANSWER));
        assertThat(faults.take("stock", CallShape.READ)).contains(Fault.SLOW_ANSWER);
        faults.clear();
        assertThat(faults.take("stock", CallShape.READ)).isEmpty();
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

    private List<Optional<Fault>> hundred(long seed) {
        faults.percent(seed, 30);
        return IntStream.range(0, 100)
                .mapToObj(i -> faults.take("orders", CallShape.READ))
                .toList();
    }
}
