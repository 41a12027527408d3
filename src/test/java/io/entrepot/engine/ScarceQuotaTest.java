package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.Quota;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestRedis;
import io.entrepot.simulator.shop.Counting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes, one database, one Redis, and a shop that takes a tenth of what they have to tell. */
@Timeout(240)
class ScarceQuotaTest {

    private static final Quota QUOTA = new Quota(Quota.ALL, 60, Duration.ofSeconds(3), 60);

    @Test
    void nothingIsRefusedStockThatFellGoesFirstAndARedisThatForgotIsNoExcuse() throws Exception {
        try (ScarceQuota world = new ScarceQuota(3, DatabaseKind.POSTGRESQL, QUOTA, Counting.SLIDING_WINDOW)) {
            List<String> skus = world.dangerous(6);
            world.owe(400);
            world.fall(0, skus.get(0));
            for (int turn = 1; turn < 6; turn++) {
                world.fall(turn, skus.get(turn));
            }
            assertThat(world.listed())
                    .as("nothing that fell was told after what can wait")
                    .isLessThan(400);
            TestRedis redis = world.redis().orElseThrow();
            assertThat(world.refused())
                    .as("calls refused before anything went wrong")
                    .isZero();
            redis.flush();
            awaitMore(world, 30);
            assertThat(world.refused()).as("calls refused after Redis forgot").isZero();
            redis.goDown();
            awaitMore(world, 10);
            assertThat(world.refused()).as("calls refused while Redis was away").isZero();
            redis.comeBack();
            awaitMore(world, 30);
            assertThat(world.refused())
                    .as("calls refused after Redis came back")
                    .isZero();
        }
    }

    private static void awaitMore(ScarceQuota world, int products) {
        long before = world.listed();
        await().atMost(Duration.ofMinutes(1)).until(() -> world.listed() >= before + products);
    }
}
