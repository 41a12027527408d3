package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.Quota;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestRedis;
import io.entrepot.engine.ScarceQuota.Fall;
import io.entrepot.simulator.mall.MallSettings.Counting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three nodes, one database, one Redis, and a shop that takes a tenth of what they have to tell. */
@Timeout(120)
class ScarceQuotaTest {

    private static final Quota QUOTA = new Quota(Quota.ALL, 60, Duration.ofSeconds(3), 60);

    /** The calls under way when stock falls, on three nodes, and what three nodes may take until one of them knows of it. */
    private static final double FEW = 6;

    @Test
    void nothingIsRefusedStockThatFellGoesFirstAndARedisThatForgotIsNoExcuse() throws Exception {
        try (ScarceQuota world = new ScarceQuota(3, DatabaseKind.POSTGRESQL, QUOTA, Counting.SLIDING_WINDOW)) {
            List<String> skus = world.dangerous(6);
            world.owe(600);
            world.fall(0, skus.get(0));
            List<Fall> falls = new ArrayList<>();
            for (int turn = 1; turn < 6; turn++) {
                falls.add(world.fall(turn, skus.get(turn)));
            }
            TestRedis redis = world.redis().orElseThrow();
            redis.flush();
            awaitMore(world, 60);
            redis.goDown();
            awaitMore(world, 20);
            redis.comeBack();
            awaitMore(world, 60);
            assertThat(falls).extracting(Fall::before).allMatch(before -> before <= FEW);
            assertThat(world.refused()).isZero();
            assertThat(world.listed())
                    .as("there was more to list than the quota allowed")
                    .isLessThan(600);
        }
    }

    private static void awaitMore(ScarceQuota world, int products) {
        long before = world.listed();
        await().atMost(Duration.ofMinutes(1)).until(() -> world.listed() >= before + products);
    }
}
