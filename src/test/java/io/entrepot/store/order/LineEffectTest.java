package io.entrepot.store.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineEffectTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static LineEffect of(Lowers lowers, long shipped, long cancelled, long parcelled, @Nullable Instant ended) {
        Line line = new Line("1", "i", "s", "cup", "Cup", 5, shipped, cancelled, Money.of(100, "CNY"));
        ChannelOrder order =
                new ChannelOrder("A", State.PAID, NOON, NOON, NOON, ended, Money.of(500, "CNY"), "", "", List.of(line));
        StockRules rules =
                new StockRules(WriteKind.DELTA, lowers, true, true, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);
        return LineEffect.of(order, line, parcelled, rules);
    }

    @Test
    void parcelsOfOursAndWhatTheStorefrontShippedAreTheSameUnits() {
        assertThat(of(Lowers.PLACED, 0, 0, 2, null)).isEqualTo(new LineEffect(3, 2, 5, 0));
        assertThat(of(Lowers.PLACED, 2, 0, 2, null)).isEqualTo(new LineEffect(3, 2, 5, 0));
        assertThat(of(Lowers.PLACED, 3, 0, 2, null)).isEqualTo(new LineEffect(2, 3, 5, 0));
    }

    @Test
    void moreCancelledOrShippedThanOrderedIsAllThatWasOrdered() {
        assertThat(of(Lowers.PLACED, 0, 9, 0, null)).isEqualTo(new LineEffect(0, 0, 5, 5));
        assertThat(of(Lowers.PLACED, 2, 9, 0, NOON)).isEqualTo(new LineEffect(0, 2, 5, 3));
        assertThat(of(Lowers.PLACED, 9, 9, 0, null)).isEqualTo(new LineEffect(0, 5, 5, 0));
    }

    @Test
    void whatIsInAParcelIsNotFreedByACancellation() {
        assertThat(of(Lowers.PLACED, 0, 0, 2, NOON)).isEqualTo(new LineEffect(0, 2, 5, 3));
        assertThat(of(Lowers.PLACED, 0, 4, 2, null)).isEqualTo(new LineEffect(0, 2, 5, 3));
    }

    @Test
    void aStorefrontThatLowersWhenItShipsHasNotLoweredWhatItWasNotToldOf() {
        assertThat(of(Lowers.SHIPPED, 0, 0, 0, null).pending()).isEqualTo(5);
        assertThat(of(Lowers.SHIPPED, 0, 0, 2, null).pending()).isEqualTo(5);
        assertThat(of(Lowers.SHIPPED, 2, 0, 2, null).pending()).isEqualTo(3);
        assertThat(of(Lowers.PLACED, 2, 1, 2, null).pending()).isZero();
    }
}
