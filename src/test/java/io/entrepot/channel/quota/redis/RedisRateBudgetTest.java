package io.entrepot.channel.quota.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.RateBudgetContract;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPooled;
import redis.embedded.RedisServer;

class RedisRateBudgetTest extends RateBudgetContract {

    private static int port;
    private static RedisServer server;

    private JedisPooled redis;
    private RedisRateBudget budget;

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        try {
            server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
            server.start();
        } catch (IOException | RuntimeException cannotRunHere) {
            Assumptions.abort("Redis cannot be started on this machine: " + cannotRunHere.getMessage());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.stop();
        }
    }

    @BeforeEach
    void connect() {
        redis = new JedisPooled("127.0.0.1", port);
        redis.flushAll();
        budget = new RedisRateBudget(redis, quotas, clock);
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Override
    protected RateBudget budget() {
        return budget;
    }

    @Test
    void nodesTakeFromTheSameBucket() {
        RedisRateBudget otherNode = new RedisRateBudget(redis, quotas, clock);
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        assertThat(taken(otherNode, Urgency.URGENT)).isEqualTo(10);
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isPositive();
    }

    @Test
    void nodesKeepEachOthersPauses() {
        RedisRateBudget otherNode = new RedisRateBudget(redis, quotas, clock);
        otherNode.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(40));
        assertThat(budget.waitFor(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aRedisThatForgotStartsEmpty() {
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        redis.flushAll();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aChangedQuotaHoldsAtOnce() {
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        Quotas changed = Quotas.fixed(Map.of(SHOP, List.of(new Quota("stock", 1, Duration.ofSeconds(1), 3))));
        RedisRateBudget restarted = new RedisRateBudget(redis, changed, clock);
        restarted.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        assertThat(taken(restarted, Urgency.URGENT)).isEqualTo(3);
    }

    @Test
    void withoutRedisANodeCountsAlone() throws IOException {
        try (JedisPooled nowhere = new JedisPooled("127.0.0.1", freePort())) {
            RedisRateBudget alone = new RedisRateBudget(nowhere, quotas, clock);
            assertThat(alone.tryTake(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofMillis(100));
            clock.step(Duration.ofHours(1));
            assertThat(taken(alone, Urgency.URGENT)).isEqualTo(10);
            alone.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(9));
            assertThat(alone.waitFor(SHOP, "stock", Urgency.URGENT)).isEqualTo(Duration.ofSeconds(9));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
