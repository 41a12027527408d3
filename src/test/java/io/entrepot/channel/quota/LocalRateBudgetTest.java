package io.entrepot.channel.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRateBudgetTest extends RateBudgetContract {

    private final LocalRateBudget budget = new LocalRateBudget(quotas, clock);

    @Override
    protected RateBudget budget() {
        return budget;
    }

    @Test
    void manyOrdinaryCallersAtOnceStillLeaveTheReserve() {
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 200).parallel().forEach(i -> {
            if (budget.tryTake(SHOP, "stock", Urgency.BULK).isZero()) {
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(16);
    }
}
