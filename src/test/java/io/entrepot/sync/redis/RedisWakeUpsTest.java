package io.entrepot.sync.redis;

import static org.awaitility.Awaitility.await;

import io.entrepot.database.TestRedis;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.LaneSignals;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisWakeUpsTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestRedis redis = new TestRedis();
    private final LaneSignals here = new LaneSignals();
    private final LaneSignals there = new LaneSignals();
    private final AtomicInteger woken = new AtomicInteger();
    private final RedisWakeUps ours = RedisWakeUps.start(redis.address(), here);
    private final RedisWakeUps theirs = RedisWakeUps.start(redis.address(), there);

    @AfterEach
    void stop() {
        ours.close();
        theirs.close();
        redis.close();
    }

    @Test
    void wakesTheLaneOfAnotherNodeAndAgainAfterRedisWasAway() {
        awaitWake();
        redis.goDown();
        here.raise(SHOP, Aspect.STOCK);
        redis.comeBack();
        woken.set(0);
        awaitWake();
    }

    /** A signal may be lost while connections are made, so it is given again until it arrives. */
    private void awaitWake() {
        Thread waiting = new Thread(() -> {
            try {
                if (there.await(SHOP, Aspect.STOCK, Duration.ofMinutes(1))) {
                    woken.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        await().atMost(SOON).until(() -> {
            here.raise(SHOP, Aspect.STOCK);
            return woken.get() > 0;
        });
    }
}
