package io.entrepot.engine;

import static org.awaitility.Awaitility.await;

import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.redis.RedisRateBudget;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.OpenDatabase;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestRedis;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.SeenCall;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.mall.MallSettings;
import io.entrepot.simulator.mall.MallSimulator;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.sync.redis.RedisWakeUps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A shop that takes few calls, all counted together, and nodes that have much more to tell it: products to list without end.
 * One node counts its calls by itself; several share a database and a Redis.
 */
public final class ScarceQuota implements AutoCloseable {

    public static final StorefrontId SHOP = new StorefrontId("shop");
    private static final long FULL = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FEED_EVERY = Duration.ofSeconds(2);
    private static final Currency CNY = Currency.getInstance("CNY");

    private final Quota quota;
    private final TestDatabase database;
    private final @Nullable TestRedis redis;
    private final MallSimulator mall;
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<RunningEngine> nodes = new ArrayList<>();
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private int owed;

    /** Opens the shop; no node runs yet. */
    public ScarceQuota(int nodes, DatabaseKind kind, Quota quota, Counting counting) {
        this.quota = quota;
        database = TestDatabase.take(kind);
        redis = nodes > 1 ? new TestRedis() : null;
        mall = MallSimulator.start(
                MallSettings.standard()
                        .stockWrite(WriteKind.DELTA)
                        .visibilityLag(Duration.ofMillis(250))
                        .limits(List.of(quota))
                        .counting(counting),
                Clock.systemUTC());
        mall.calls().watch((request, nanos) -> arrivals.add(nanos));
        for (int i = 0; i < nodes; i++) {
            this.nodes.add(node(i == 0 ? database.open() : own()));
        }
    }

    private OpenDatabase own() {
        OpenDatabase open = OpenDatabase.open(database.settings());
        toClose.add(open);
        return open;
    }

    private RunningEngine node(OpenDatabase at) {
        Quotas quotas = Quotas.fixed(Map.of(SHOP, List.of(quota)));
        Clock clock = Clock.systemUTC();
        RateBudget budget =
                redis == null ? new LocalRateBudget(quotas, clock) : RedisRateBudget.at(redis.address(), quotas, clock);
        Map<String, RunningEngine.Shop> shops = Map.of(
                SHOP.value(),
                RunningEngine.Shop.of("mall", mall, Map.of("stock-write", "delta", "visibility-lag", "500ms")));
        RunningEngine node = new RunningEngine(at, shops, CNY, StockPolicy.ALL, FEED_EVERY, budget, Clock.systemUTC());
        toClose.add(0, node);
        if (redis != null) {
            toClose.add(0, RedisWakeUps.start(redis.address(), node.engine().lanes()));
        }
        if (budget instanceof RedisRateBudget shared) {
            toClose.add(shared);
        }
        return node;
    }

    /** The first node. */
    public RunningEngine node() {
        return nodes.get(0);
    }

    /** The node whose turn it is. */
    public RunningEngine node(int turn) {
        return nodes.get(turn % nodes.size());
    }

    public MallSimulator mall() {
        return mall;
    }

    public Optional<TestRedis> redis() {
        return Optional.ofNullable(redis);
    }

    /** Between two calls, were they evenly spread. */
    public Duration interval() {
        return quota.period().dividedBy(quota.calls());
    }

    /** Lists a product whose stock will fall; returns when the shop shows it. */
    public List<String> dangerous(int skus) {
        List<String> codes = node().product("D", skus, FULL);
        await().atMost(PATIENCE).until(() -> codes.stream().allMatch(sku -> shown(sku) == FULL));
        return codes;
    }

    /** Owes the shop so many products, each a call of its own. */
    public void owe(int products) {
        int first = owed;
        owed += products;
        IntStream.range(first, owed).parallel().forEach(i -> node(i).product("B" + i, 1, 1));
    }

    /** How many of them the shop has. */
    public long listed() {
        return mall.shop().state().skus().stream()
                .filter(sku -> sku.code().startsWith("B"))
                .count();
    }

    /** A SKU is sold out by other ways: how long from the commit to the request that tells the shop. Then it is filled again. */
    public Fall fall(int turn, String sku) {
        await().atMost(PATIENCE).until(() -> shown(sku) == FULL);
        long before = System.nanoTime();
        set(turn, sku, 0);
        long committed = System.nanoTime();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> mall.stockWrittenNanos(sku).orElse(0) > before);
        long written = mall.stockWrittenNanos(sku).orElseThrow();
        set(turn, sku, FULL);
        return new Fall(committed, written, arrived(committed, written));
    }

    /**
     * A fall of stock and what came of it.
     *
     * @param before the calls that arrived between its commit and the request that told of it
     */
    public record Fall(long committed, long written, long before) {
        /** From commit to request. */
        public Duration lasted() {
            return Duration.ofNanos(Math.max(0, written - committed));
        }
    }

    private void set(int turn, String sku, long onHand) {
        node(turn)
                .engine()
                .stock()
                .set(
                        List.of(new Count(sku, "main", onHand, null)),
                        "count",
                        UUID.randomUUID().toString());
    }

    private long shown(String sku) {
        return mall.shop().state().skus().stream()
                .filter(each -> each.code().equals(sku))
                .mapToLong(SimulatedShop.Sku::quantity)
                .findFirst()
                .orElse(-1);
    }

    /** How many calls arrived between two moments of {@link System#nanoTime}. */
    public long arrived(long from, long to) {
        return between(from, to).count();
    }

    private LongStream between(long from, long to) {
        return arrivals.stream().mapToLong(Long::longValue).filter(at -> at >= from && at < to);
    }

    /** How many of the calls kept were refused because there were too many. */
    public long refused() {
        return mall.calls().all().stream()
                .filter(call -> call.status() == 429)
                .mapToLong(SeenCall::arrivedNanos)
                .count();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        mall.close();
        database.close();
        if (redis != null) {
            redis.close();
        }
    }
}
