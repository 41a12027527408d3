package io.entrepot.process;

import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.DatabaseSettings;
import io.entrepot.database.OpenDatabase;
import io.entrepot.database.OwnServer;
import io.entrepot.database.TestRedis;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Buyers buy and a clerk counts all the time; processes are killed, held up, ended and joined, and what they rest on goes away. The
 * shops live in another process than the servers. In the end nothing is lost, nothing is there twice, and all show the same.
 *
 * <p>{@code -Dprocess.crashes=100} for as many kills on each database, and as many troubles of three nodes; {@code -Dprocess.seed}
 * for another course of them.
 */
@Timeout(value = 5, unit = TimeUnit.HOURS)
class CrashIT {

    private static final int CRASHES = Integer.getInteger("process.crashes", 0);
    private static final long SEED = Long.getLong("process.seed", 1);
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int ORDERS_A_MINUTE = 120;

    @TempDir
    private Path folder;

    private final Random chance = new Random(SEED);
    private final Clerk clerk = new Clerk("clerk");
    private Shops shops;
    private Books books;

    @BeforeEach
    void openShops() throws Exception {
        shops = new Shops(folder);
        books = new Books(shops, clerk);
    }

    @AfterEach
    void closeShops() {
        shops.close();
    }

    /** All where the time is given; else the one that a process keeps for itself, which ServerProcessIT kills once only. */
    static List<DatabaseKind> databases() {
        return CRASHES > 0
                ? List.of(DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                : List.of(DatabaseKind.H2_FILE);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void killsAtAnyMomentLoseNothingAndDoubleNothing(DatabaseKind kind) throws Exception {
        OwnServer database = kind == DatabaseKind.H2_FILE ? null : OwnServer.start(kind);
        try {
            String[] settings = database == null ? new String[0] : of(database.settings());
            shops.buyersCome(ORDERS_A_MINUTE);
            int kills = CRASHES > 0 ? CRASHES : 2;
            for (int kill = 1; kill <= kills; kill++) {
                killAtSomeMoment(ServerProcess.launch(folder, settings));
            }
            endsEqual(kills + " kills on " + kind, settings);
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    /** While it starts, or some time after; most moments of a short life are of its start, so that half of them are not. */
    private void killAtSomeMoment(ServerProcess server) throws Exception {
        try (server) {
            if (chance.nextInt(4) > 0) {
                server.awaitReady();
                clerk.works(server);
                books.orders(server);
            }
            server.ends(Duration.ofMillis(chance.nextInt(3000)));
        }
        clerk.stops();
    }

    /** What happens to several nodes that share a database and a Redis. */
    private enum Trouble {
        KILLED,
        HELD_UP,
        ENDED,
        JOINED,
        REDIS_FORGETS,
        REDIS_AWAY,
        DATABASE_RESTARTED
    }

    static List<DatabaseKind> shared() {
        return databases().size() > 1
                ? List.of(DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                : List.of(DatabaseKind.POSTGRESQL);
    }

    @ParameterizedTest
    @MethodSource("shared")
    void severalNodesGoThroughAnythingTogether(DatabaseKind kind) throws Exception {
        Map<Trouble, Integer> met = new EnumMap<>(Trouble.class);
        List<ServerProcess> nodes = new ArrayList<>();
        try (OwnServer database = OwnServer.start(kind);
                TestRedis redis = new TestRedis()) {
            String[] settings = of(database.settings(), "--entrepot.redis.url=" + redis.address());
            nodes.add(ServerProcess.start(folder, settings));
            nodes.add(ServerProcess.start(folder, settings));
            await().untilAsserted(() -> assertThat(schedulers(database)).isEqualTo(2));
            shops.buyersCome(ORDERS_A_MINUTE);
            for (Trouble trouble : troubles()) {
                met.merge(trouble, 1, Integer::sum);
                clerk.works(nodes.get(chance.nextInt(nodes.size())));
                nodes.get(0).ends(Duration.ofMillis(500 + chance.nextInt(2500)));
                meet(trouble, nodes, database, redis, settings);
                clerk.stops();
            }
            shops.buyersStayAway();
            assertThat(nodes).allMatch(ServerProcess::isAlive);
            assertEachCountStands(database);
            books.assertAcknowledged(nodes.get(0));
            clerk.sendsAllAgain(nodes.get(0));
            await().untilAsserted(() -> books.assertEqual(nodes.get(0)));
            await().untilAsserted(() -> assertThat(Books.owed(nodes.get(0))).isZero());
            System.out.println("nodes on " + kind + " with Redis: " + met + ", " + books.orders(nodes.get(0))
                    + " orders, " + clerk.acknowledged() + " counts; nothing lost, nothing doubled, all equal");
        } finally {
            for (ServerProcess node : nodes) {
                node.close();
            }
        }
    }

    /** How many schedulers know of each other. */
    private static int schedulers(OwnServer database) {
        try (OpenDatabase open = OpenDatabase.open(database.settings())) {
            return open.database().queries().fetchCount(DSL.table("QRTZ_SCHEDULER_STATE"));
        }
    }

    /** Each count that was acknowledged is among the movements, and the movements of each SKU amount to what is on hand. */
    private void assertEachCountStands(OwnServer database) {
        try (OpenDatabase open = OpenDatabase.open(database.settings())) {
            DSLContext queries = open.database().queries();
            assertThat(queries.select(STOCK_MOVEMENT.BUSINESS_KEY)
                            .from(STOCK_MOVEMENT)
                            .fetchSet(STOCK_MOVEMENT.BUSINESS_KEY))
                    .containsAll(clerk.acknowledgedKeys());
            Map<Long, BigDecimal> moved = queries.select(STOCK_MOVEMENT.SKU_ID, DSL.sum(STOCK_MOVEMENT.ON_HAND_CHANGE))
                    .from(STOCK_MOVEMENT)
                    .groupBy(STOCK_MOVEMENT.SKU_ID)
                    .fetchMap(row -> row.value1(), row -> row.value2());
            assertThat(queries.select(STOCK_LEVEL.SKU_ID, STOCK_LEVEL.ON_HAND)
                            .from(STOCK_LEVEL)
                            .fetchMap(row -> row.value1(), row -> BigDecimal.valueOf(row.value2())))
                    .isEqualTo(moved);
        }
    }

    private List<Trouble> troubles() {
        List<Trouble> few = List.of(Trouble.KILLED, Trouble.HELD_UP, Trouble.REDIS_FORGETS, Trouble.DATABASE_RESTARTED);
        List<Trouble> all = new ArrayList<>(CRASHES > 0 ? List.of(Trouble.values()) : few);
        Collections.shuffle(all, chance);
        while (all.size() < CRASHES) {
            all.add(Trouble.values()[chance.nextInt(Trouble.values().length)]);
        }
        return all;
    }

    private void meet(
            Trouble trouble, List<ServerProcess> nodes, OwnServer database, TestRedis redis, String... settings)
            throws Exception {
        ServerProcess node = nodes.get(chance.nextInt(nodes.size()));
        Duration moment = Duration.ofMillis(chance.nextInt(CRASHES > 0 ? 20_000 : 6_000));
        switch (trouble) {
            case KILLED -> {
                node.kill();
                nodes.set(nodes.indexOf(node), ServerProcess.start(folder, settings));
            }
            case HELD_UP -> {
                node.hold();
                node.ends(moment);
                node.goOn();
            }
            case ENDED -> {
                node.terminate();
                assertThat(node.ends(Duration.ofSeconds(10))).as(node::said).isTrue();
                nodes.set(nodes.indexOf(node), ServerProcess.start(folder, settings));
            }
            case JOINED -> {
                if (nodes.size() == 3) {
                    nodes.remove(node);
                    node.kill();
                }
                nodes.add(ServerProcess.start(folder, settings));
            }
            case REDIS_FORGETS -> redis.flush();
            case REDIS_AWAY -> {
                redis.goDown();
                node.ends(moment);
                redis.comeBack();
            }
            case DATABASE_RESTARTED -> database.restart();
        }
    }

    private void endsEqual(String what, String... settings) throws Exception {
        try (ServerProcess last = ServerProcess.start(folder, settings)) {
            shops.buyersStayAway();
            books.assertAcknowledged(last);
            clerk.sendsAllAgain(last);
            await().untilAsserted(() -> books.assertEqual(last));
            await().untilAsserted(() -> assertThat(Books.owed(last)).isZero());
            System.out.println(what + ": " + books.orders(last) + " orders, " + clerk.acknowledged()
                    + " counts; nothing lost, nothing doubled, all equal");
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(200));
    }

    private static String[] of(DatabaseSettings database, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--entrepot.database.url=" + database.url());
        settings.add("--entrepot.database.user=" + database.user());
        settings.add("--entrepot.database.password=" + database.password());
        return settings.toArray(String[]::new);
    }
}
