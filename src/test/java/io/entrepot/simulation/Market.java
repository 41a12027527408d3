package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.store.stock.StockLevels.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Three shops that sell one SKU out of one stock, which is filled up twice; kept in step in one way or another. */
final class Market {

    private static final String SKU = "sku-0";
    private static final long AT_FIRST = 100;
    private static final long DELIVERED = 80;
    private static final Duration BETWEEN_BUYERS = Duration.ofMillis(8333);
    private static final Duration OPEN = Duration.ofSeconds(2400);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration SWEEP = Duration.ofMinutes(15);

    private final Keeping keeping;
    private final Setting setting;
    private final World world;
    private final Map<String, Shop> shops = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Set<String>> heard = new HashMap<>();
    private long stock = AT_FIRST;
    private long known = AT_FIRST;
    private final long seed;
    private long sold;
    private long oversold;
    private long turnedAway;
    private long refused;
    private long lost;
    private long pushed;

    Market(long seed, Keeping keeping, Setting setting) {
        Map<Happening, Integer> chances = new EnumMap<>(Happening.class);
        chances.put(Happening.LOST_BEFORE_COMMIT, setting.unknownPerMille() / 2);
        chances.put(Happening.LOST_AFTER_COMMIT, setting.unknownPerMille() / 2);
        this.seed = seed;
        this.world = new World(seed, chances);
        this.keeping = keeping;
        this.setting = setting;
    }

    /** How the shops are kept in step. */
    record Keeping(Way way, WriteKind kind, boolean answers, TooLarge tooLarge, StockPolicy policy, Duration quickest) {
        static Keeping by(Way way) {
            return new Keeping(way, WriteKind.ABSOLUTE, true, TooLarge.REFUSES, StockPolicy.ALL, Duration.ZERO);
        }
    }

    /** By whom. */
    enum Way {
        /** What is known is written every 15 minutes. */
        SWEEP,
        /** What is known is written whenever it changes. */
        EVENT,
        /** Whoever observes what we do, and at once sets each shop to what is right given what it has sold unheard. */
        ORACLE,
        /** The sync core. */
        ENTREPOT
    }

    /**
     * What can be observed, and when.
     *
     * @param every between two looks at each shop's orders
     */
    record Setting(String name, Duration every, Duration soonest, Duration latest, int unknownPerMille) {
        /** Between two looks where something runs low. */
        Duration quickest() {
            return every.dividedBy(5);
        }
    }

    /**
     * Units and calls.
     *
     * @param turnedAway buyers who were, while stock was there
     * @param lost the same, but no more often than there were units of which one might have been sold to them
     */
    record Figures(long sold, long oversold, long turnedAway, long lost, long calls) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return with(other, 1);
        }

        Figures minus(Figures other) {
            return with(other, -1);
        }

        private Figures with(Figures other, int times) {
            return new Figures(
                    sold + times * other.sold,
                    oversold + times * other.oversold,
                    turnedAway + times * other.turnedAway,
                    lost + times * other.lost,
                    calls + times * other.calls);
        }
    }

    Figures run(@Nullable TestDatabase database) {
        for (int i = 0; i < 3; i++) {
            String id = "shop-" + i;
            StockRules rules = new StockRules(
                    keeping.kind(), Lowers.PLACED, true, true, keeping.tooLarge(), setting.latest(), Duration.ZERO);
            Shop shop = new Shop(id, rules, Duration.ZERO, Duration.ZERO, world);
            shop.leg = Duration.ofMillis(200);
            shop.patience = PATIENCE;
            shop.page = 50;
            shop.answers = keeping.answers();
            shop.shelf.put(SKU, keeping.way() == Way.ENTREPOT ? 0 : AT_FIRST);
            shops.put(id, shop);
            sent.put(id, AT_FIRST);
            heard.put(id, new HashSet<>());
        }
        world.trouble();
        List<Node> nodes = new ArrayList<>();
        if (keeping.way() == Way.ENTREPOT) {
            nodes.add(node(Objects.requireNonNull(database)));
            for (int looks = 0; !isFilled(); looks++) {
                Assertions.assertThat(looks).as("the shops are not filled").isLessThan(100);
                world.time.pass(setting.every().plusSeconds(10));
            }
        } else {
            shops.values().forEach(shop -> world.time.begin(shop.id, () -> look(shop)));
            world.time.in(SWEEP, this::sweep);
        }
        shops.values().forEach(shop -> {
            Demand demand = new Demand(shop, new Buyers(world, shop), new Random(31 * seed + shop.id.hashCode()));
            world.time.in(demand.untilNext(), () -> buyer(demand));
        });
        for (int second : new int[] {800, 1500}) {
            world.time.in(Duration.ofSeconds(second), () -> deliver(database, nodes));
        }
        long before = shops.values().stream().mapToLong(shop -> shop.calls).sum();
        world.time.pass(OPEN);
        long calls = shops.values().stream().mapToLong(shop -> shop.calls).sum() - before + pushed;
        world.time.close();
        nodes.forEach(Node::close);
        return new Figures(sold, oversold, turnedAway, lost, calls);
    }

    private boolean isFilled() {
        return shops.values().stream().allMatch(shop -> Objects.equals(shop.shelf.get(SKU), shown()));
    }

    /** What a shop shows while all units are there. */
    private long shown() {
        return keeping.policy().wanted(AT_FIRST);
    }

    private Node node(TestDatabase database) {
        Map<String, StockPolicy> policies = new HashMap<>();
        shops.keySet().forEach(id -> policies.put(id, keeping.policy()));
        Node node = new Node(
                world,
                shops,
                policies,
                database,
                new Node.Pace(
                        setting.every(), Duration.ofMillis(1), keeping.quickest(), Duration.ofMillis(5), 1, false));
        Store.fill(database.database(), shops.values(), List.of(SKU), world.time.instant());
        node.engine().stock().set(List.of(new Count(SKU, "main", AT_FIRST, null)), "count", "first");
        return node;
    }

    String trace() {
        return world.trace();
    }

    /** The same buyers come at the same moments, however the shops are kept. */
    private record Demand(Shop shop, Buyers buyers, Random chance) {
        Duration untilNext() {
            double share = -Math.log(1 - chance.nextDouble());
            return Duration.ofNanos((long) (share * BETWEEN_BUYERS.toNanos()));
        }
    }

    private void buyer(Demand demand) {
        Shop shop = demand.shop();
        Duration spread = setting.latest().minus(setting.soonest());
        shop.late =
                setting.soonest().plus(Duration.ofNanos((long) (demand.chance().nextDouble() * spread.toNanos())));
        if (demand.buyers().buy(SKU, 1) != null) {
            sold++;
            if (sold > stock) {
                oversold++;
                world.say("oversold at " + shop.id + ", sold " + sold + " of " + stock);
            }
        } else if (sold < stock) {
            turnedAway++;
            if (refused < stock - sold) {
                refused++;
                lost++;
            }
            world.say("turned away at " + shop.id + ", sold " + sold + " of " + stock);
        }
        world.time.in(demand.untilNext(), () -> buyer(demand));
    }

    private void deliver(@Nullable TestDatabase database, List<Node> nodes) {
        world.say("delivered");
        stock += DELIVERED;
        refused = 0;
        known += DELIVERED;
        if (database != null && keeping.way() == Way.ENTREPOT) {
            database.database().transact(tx -> tx.update(STOCK_LEVEL)
                    .set(STOCK_LEVEL.ON_HAND, STOCK_LEVEL.ON_HAND.plus(DELIVERED))
                    .execute());
            nodes.forEach(Node::hear);
        }
        tell();
    }

    /** One shop's orders are looked at again and again, over a call that takes its time, and has no answer as often as ours. */
    private void look(Shop shop) {
        while (true) {
            world.time.pass(world.upTo(shop.leg));
            if (world.strikes(Happening.LOST_BEFORE_COMMIT, 0)) {
                world.time.pass(PATIENCE);
                continue;
            }
            Instant now = world.time.instant();
            Set<String> known = Objects.requireNonNull(heard.get(shop.id));
            List<String> news = shop.books.entrySet().stream()
                    .filter(each -> each.getValue().visible(now).isPresent() && !known.contains(each.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            world.time.pass(world.upTo(shop.leg));
            known.addAll(news);
            this.known -= news.size();
            tell();
            world.time.pass(setting.every());
        }
    }

    private void tell() {
        if (keeping.way() == Way.ORACLE) {
            for (Shop shop : shops.values()) {
                long unheard = shop.books.size()
                        - Objects.requireNonNull(heard.get(shop.id)).size();
                Long was = shop.shelf.put(SKU, Math.max(0, known - unheard));
                pushed += Objects.equals(was, shop.shelf.get(SKU)) ? 0 : 1;
            }
        } else if (keeping.way() == Way.EVENT) {
            shops.values().forEach(this::write);
        }
    }

    private void write(Shop shop) {
        if (Objects.equals(sent.get(shop.id), known) || !busy.add(shop.id)) {
            return;
        }
        world.time.begin(shop.id + "/write", () -> {
            while (!Objects.equals(sent.get(shop.id), known)) {
                long value = known;
                pushed++;
                world.time.pass(world.upTo(shop.leg));
                if (world.strikes(Happening.LOST_BEFORE_COMMIT, 0)) {
                    world.time.pass(PATIENCE);
                    continue;
                }
                shop.shelf.put(SKU, Math.max(0, value));
                if (world.strikes(Happening.LOST_AFTER_COMMIT, 0)) {
                    world.time.pass(PATIENCE);
                    continue;
                }
                world.time.pass(world.upTo(shop.leg));
                sent.put(shop.id, value);
            }
            busy.remove(shop.id);
        });
    }

    private void sweep() {
        if (keeping.way() == Way.SWEEP) {
            pushed += shops.size();
            shops.values().forEach(shop -> shop.shelf.put(SKU, Math.max(0, known)));
            world.time.in(SWEEP, this::sweep);
        }
    }
}
