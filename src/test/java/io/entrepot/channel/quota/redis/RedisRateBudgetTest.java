package io.entrepot.channel.quota.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.quota.CallEnd;
import io.entrepot.channel.quota.Heard;
import io.entrepot.channel.quota.Heard.Kind;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.RateBudgetContract;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisConnectionException;
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
            server = server(port);
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
        assertThat(taken(otherNode, Urgency.EMPTIED)).isEqualTo(AT_ONCE);
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isPositive();
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
        assertThat(budget.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(INTERVAL);
    }

    @Test
    void aChangedQuotaHoldsAtOnce() {
        budget.tryTake(SHOP, "stock", Urgency.URGENT);
        Quotas changed = Quotas.fixed(Map.of(SHOP, List.of(new Quota("stock", 1, Duration.ofSeconds(1), 4))));
        RedisRateBudget restarted = new RedisRateBudget(redis, changed, clock);
        restarted.tryTake(SHOP, "stock", Urgency.URGENT);
        clock.step(Duration.ofHours(1));
        assertThat(taken(restarted, Urgency.EMPTIED))
                .as("of a bucket one call at least is left alone")
                .isEqualTo(3);
    }

    @Test
    void aNodeThatNeverReachedRedisTakesATenth() throws IOException {
        try (JedisPooled nowhere = new JedisPooled("127.0.0.1", freePort())) {
            RedisRateBudget alone = new RedisRateBudget(nowhere, quotas, clock);
            assertThat(alone.tryTake(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(INTERVAL.multipliedBy(10));
            clock.step(Duration.ofHours(1));
            assertThat(taken(alone, Urgency.EMPTIED)).isOne();
            alone.pauseUntil(SHOP, "stock", clock.instant().plusSeconds(99));
            assertThat(alone.waitFor(SHOP, "stock", Urgency.EMPTIED)).isEqualTo(Duration.ofSeconds(99));
        }
    }

    @Test
    void withoutRedisACallIsCountedWhenItHadArrivedAndAHeardLimitIsNotTheSharesOwn() throws IOException {
        try (JedisPooled nowhere = new JedisPooled("127.0.0.1", freePort())) {
            RedisRateBudget alone = new RedisRateBudget(nowhere, quotas, clock);
            alone.tryTake(SHOP, "prices", Urgency.EMPTIED);
            clock.step(Duration.ofMinutes(1));
            Instant sent = clock.instant();
            int taken = taken(alone, SHOP, "prices", Urgency.EMPTIED);
            clock.step(Duration.ofSeconds(5));
            Heard whole = new Heard(Kind.WINDOW, OptionalLong.of(100_000_000), OptionalLong.of(90), null);
            for (int i = 0; i < taken; i++) {
                alone.ended(SHOP, "prices", new CallEnd(sent, clock.instant(), false, null, whole));
            }
            assertThat(taken).as("a tenth of a hundred").isEqualTo(10);
            clock.step(Duration.ofMillis(9900));
            assertThat(taken(alone, SHOP, "prices", Urgency.EMPTIED)).isZero();
            clock.step(Duration.ofMillis(151));
            assertThat(taken(alone, SHOP, "prices", Urgency.EMPTIED)).isEqualTo(10);
        }
    }

    @Test
    void whileRedisIsDownTheNodesShareWhatThereIsAndAfterwardsStartEmpty() throws IOException {
        RedisServer ownServer = server(freePort());
        ownServer.start();
        int ownPort = ownServer.ports().get(0);
        try (RedisRateBudget one = at(ownPort);
                RedisRateBudget two = at(ownPort);
                RedisRateBudget three = at(ownPort)) {
            List<RedisRateBudget> nodes = List.of(one, two, three);
            nodes.forEach(each -> each.tryTake(SHOP, "stock", Urgency.EMPTIED));
            clock.step(Duration.ofSeconds(10));
            nodes.forEach(each -> each.tryTake(SHOP, "stock", Urgency.EMPTIED));
            ownServer.stop();
            assertThat(nodes.stream()
                            .mapToInt(each -> taken(each, Urgency.EMPTIED))
                            .sum())
                    .isZero();
            assertThat(takenIn(Duration.ofSeconds(100), nodes)).isBetween(800, 1000);
            ownServer = server(ownPort);
            ownServer.start();
            clock.step(Duration.ofSeconds(2));
            nodes.forEach(each -> assertThat(taken(each, Urgency.EMPTIED)).isZero());
            assertThat(takenIn(Duration.ofSeconds(100), nodes)).isBetween(980, 1000);
        } finally {
            ownServer.stop();
        }
    }

    @Test
    void afterAnOutageWhoIsBackFirstLeavesRoomForWhatAnotherCalledAlone() {
        try (Cable mine = new Cable();
                Cable theirs = new Cable()) {
            RedisRateBudget one = new RedisRateBudget(mine, quotas, clock);
            RedisRateBudget two = new RedisRateBudget(theirs, quotas, clock);
            one.tryTake(SHOP, "prices", Urgency.EMPTIED);
            two.tryTake(SHOP, "prices", Urgency.EMPTIED);
            mine.cut = true;
            theirs.cut = true;
            clock.step(Duration.ofMinutes(1));
            one.tryTake(SHOP, "prices", Urgency.EMPTIED);
            two.tryTake(SHOP, "prices", Urgency.EMPTIED);
            clock.step(Duration.ofMinutes(1));
            one.tryTake(SHOP, "prices", Urgency.EMPTIED);
            clock.step(Duration.ofMinutes(1));

            int alone = taken(two, SHOP, "prices", Urgency.EMPTIED);
            mine.cut = false;
            clock.step(Duration.ofSeconds(2));
            int back = taken(one, SHOP, "prices", Urgency.EMPTIED);
            assertThat(alone).as("half of a hundred, called alone").isBetween(40, 50);
            assertThat(alone + back).as("a hundred in ten seconds").isLessThanOrEqualTo(100);
            clock.step(Duration.ofMinutes(1));
            assertThat(taken(one, SHOP, "prices", Urgency.EMPTIED)).isGreaterThan(90);
        }
    }

    /** A way to the Redis that can be cut. */
    private static final class Cable extends JedisPooled {
        private boolean cut;

        Cable() {
            super("127.0.0.1", port);
        }

        private void check() {
            if (cut) {
                throw new JedisConnectionException("cut");
            }
        }

        @Override
        public List<String> mget(String... keys) {
            check();
            return super.mget(keys);
        }

        @Override
        public Object eval(String script, List<String> keys, List<String> arguments) {
            check();
            return super.eval(script, keys, arguments);
        }
    }

    private int takenIn(Duration time, List<RedisRateBudget> nodes) {
        int taken = 0;
        Duration step = Duration.ofMillis(10);
        for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plus(step)) {
            clock.step(step);
            taken += nodes.stream()
                    .mapToInt(each -> taken(each, Urgency.EMPTIED))
                    .sum();
        }
        return taken;
    }

    private RedisRateBudget at(int port) {
        return RedisRateBudget.at("redis://127.0.0.1:" + port, quotas, clock);
    }

    private static RedisServer server(int port) throws IOException {
        return RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
