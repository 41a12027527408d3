package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulation.OneListing;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StockRuleTest {

    private static final int SEEDS = 400;

    @ParameterizedTest
    @EnumSource(WriteKind.class)
    void theTruthLiesInTheBelievedInterval(WriteKind kind) {
        long settled = LongStream.range(0, SEEDS)
                .map(seed -> new OneListing(kind, seed).run())
                .sum();
        assertThat(settled).as("moments at which the interval was checked").isGreaterThan(SEEDS * 20L);
    }

    /** What was clamped away nobody knows, so the interval may lie below the truth, but never where more is about to be shown. */
    @Test
    void whereDecreasesAreClampedTheTruthLiesInItBeforeEachRaise() {
        long raises = LongStream.range(0, SEEDS)
                .map(seed -> OneListing.clamping(seed).run())
                .sum();
        assertThat(raises).isGreaterThan(SEEDS * 2L);
    }
}
