package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulation.Market.Figures;
import io.entrepot.simulation.Market.Keeping;
import io.entrepot.simulation.Market.Way;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class MarketTest {

    private static final int WORLDS = 1;

    @Test
    void oversellsFarLessThanWhoWritesEveryQuarterOfAnHourAndADynamicBufferNoMore() {
        Figures sweep = Oversell.measure(WORLDS, Keeping.by(Way.SWEEP), Oversell.POLLED);
        Figures ours = ours(StockPolicy.ALL);

        assertThat(sweep.oversold()).isGreaterThan(100);
        assertThat(ours.oversold()).isLessThan(sweep.oversold() / 5);
        assertThat(ours.lost() * 20).isLessThan(ours.sold());
        assertThat(ours(new StockPolicy(0, null, 100, 300)).oversold()).isLessThanOrEqualTo(ours.oversold());
    }

    private static Figures ours(StockPolicy policy) {
        Keeping delta = new Keeping(Way.ENTREPOT, WriteKind.DELTA, true, TooLarge.REFUSES, policy, Duration.ZERO);
        return Oversell.measure(WORLDS, delta, Oversell.POLLED);
    }

    /** Prints the figures of {@code -Doversell.worlds} worlds. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    @EnabledIfSystemProperty(
            named = "oversell.worlds",
            matches = "[0-9]+",
            disabledReason = "figures take long; -Doversell.worlds=40 prints them")
    void figures() {
        Oversell.print(Integer.getInteger("oversell.worlds"));
    }
}
