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
import java.util.Set;
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
    private long sold;
    private long oversold;
    private long lost;
    private long pushed;

    Market(long seed, Keeping keeping, Setting setting) {
        Map<Happening, Integer> chances = new EnumMap<>(Happening.class);
        chances.put(Happening.LOST_BEFORE_COMMIT, setting.unknownPerMille() / 2);
        chances.put(Happening.LOST_AFTER_COMMIT, setting.unknownPerMille() / 2);
        this.world = new World(seed, chances);
        this.keeping = keeping;
        this.setting = setting;
    }

    /** How the shops are kept in step. */
    record Keeping(Way way, WriteKind kind, boolean answers, TooLarge tooLarge, long buffer) {
        static Keeping by(Way way) {
            return new Keeping(way, WriteKind.ABSOLUTE, true, TooLarge.REFUSES, 0);
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
    record Setting(String name, Duration every, Duration soonest, Duration latest, int unknownPerMille) {}

    /** Units and calls. */
    record Figures(long sold, long oversold, long lost, long calls) {
        Figures plus(Figures other) {
            return new Figures(sold + other.sold, oversold + other.oversold, lost + other.lost, calls + other.calls);
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
            shop.soonest = setting.soonest();
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
            world.time.pass(
                    setting.latest().plus(setting.every().multipliedBy(3)).plusSeconds(60));
        } else {
            shops.values().forEach(shop -> world.time.begin(shop.id, () -> look(shop)));
            world.time.in(SWEEP, this::sweep);
        }
        shops.values().forEach(shop -> world.time.in(untilNext(), () -> buyer(new Buyers(world, shop), shop)));
        for (int second : new int[] {800, 1500}) {
            world.time.in(Duration.ofSeconds(second), () -> deliver(database, nodes));
        }
        long before = shops.values().stream().mapToLong(shop -> shop.calls).sum();
        world.time.pass(OPEN);
        long calls = shops.values().stream().mapToLong(shop -> shop.calls).sum() - before + pushed;
        world.time.close();
        nodes.forEach(Node::close);
        return new Figures(sold, oversold, lost, calls);
    }

    private Node node(TestDatabase database) {
        Map<String, StockPolicy> policies = new HashMap<>();
        shops.keySet().forEach(id -> policies.put(id, new StockPolicy((int) keeping.buffer(), null, 100)));
        Node node = new Node(
                world,
                shops,
                policies,
                database,
                new Node.Pace(setting.every(), Duration.ofMillis(1), Duration.ofMillis(5), 1, false));
        Store.fill(database.database(), shops.values(), List.of(SKU), world.time.instant());
        node.engine().stock().set(List.of(new Count(SKU, "main", AT_FIRST, null)), "count", "first");
        return node;
    }

    String trace() {
        return world.trace();
    }

    private Duration untilNext() {
        double share = -Math.log(1 - world.chance.nextDouble());
        return Duration.ofNanos((long) (share * BETWEEN_BUYERS.toNanos()));
    }

    private void buyer(Buyers buyers, Shop shop) {
        if (buyers.buy(SKU, 1) != null) {
            sold++;
            oversold += sold > stock ? 1 : 0;
        } else if (sold < stock) {
            lost++;
            world.say("lost at " + shop.id + " sold " + sold + " of " + stock);
        }
        world.time.in(untilNext(), () -> buyer(buyers, shop));
    }

    private void deliver(@Nullable TestDatabase database, List<Node> nodes) {
        world.say("delivered");
        stock += DELIVERED;
        known += DELIVERED;
        if (database != null && keeping.way() == Way.ENTREPOT) {
            database.database().transact(tx -> tx.update(STOCK_LEVEL)
                    .set(STOCK_LEVEL.ON_HAND, STOCK_LEVEL.ON_HAND.plus(DELIVERED))
                    .execute());
            nodes.forEach(Node::hear);
        }
        tell();
    }

    /** One shop's orders are looked at again and again, over a call that takes its time. */
    private void look(Shop shop) {
        while (true) {
            world.time.pass(world.upTo(shop.leg));
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
