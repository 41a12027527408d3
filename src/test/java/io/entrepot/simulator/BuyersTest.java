package io.entrepot.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.simulator.SimulatedShop.Order;
import io.entrepot.simulator.mall.MallSettings;
import io.entrepot.simulator.mall.MallSimulator;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuyersTest {

    @Test
    void theSameSeedBuysTheSame() {
        assertThat(ordersOf(5)).isEqualTo(ordersOf(5)).isNotEqualTo(ordersOf(6));
    }

    @Test
    void somePayLaterAndSomeCancel() {
        assertThat(ordersOf(5)).extracting(Order::state).contains("paid", "placed", "cancelled");
    }

    @Test
    void buyUntilNothingIsLeftAndThenLeave() {
        try (MallSimulator mall = MallSimulator.start(MallSettings.standard(), Clock.systemUTC())) {
            ShelfFiller.fill(mall, "s1", 3);
            Buyers buyers = new Buyers(mall.shop(), 1);
            IntStream.range(0, 200).forEach(i -> buyers.step());
            assertThat(mall.shop().stock("s1").orElseThrow()).isBetween(0L, 3L);
        }
    }

    @Test
    void comeByThemselvesUntilClosed() {
        try (MallSimulator mall = MallSimulator.start(MallSettings.standard(), Clock.systemUTC());
                Buyers buyers = new Buyers(mall.shop(), 1)) {
            ShelfFiller.fill(mall, "s1", 1000);
            buyers.come(6000);
            await().until(() -> mall.shop().state().orders().size() >= 5);
        }
    }

    @Test
    void refuseToComeLessThanOnceAMinute() {
        try (MallSimulator mall = MallSimulator.start(MallSettings.standard(), Clock.systemUTC());
                Buyers buyers = new Buyers(mall.shop(), 1)) {
            assertThatThrownBy(() -> buyers.come(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Order> ordersOf(long seed) {
        try (MallSimulator mall = MallSimulator.start(MallSettings.standard(), Clock.systemUTC())) {
            ShelfFiller.fill(mall, "s1", 100);
            ShelfFiller.fill(mall, "s2", 100);
            Buyers buyers = new Buyers(mall.shop(), seed);
            IntStream.range(0, 80).forEach(i -> buyers.step());
            return mall.shop().state().orders();
        }
    }
}
