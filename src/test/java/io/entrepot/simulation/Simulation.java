package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.Database;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One seed's whole life: a world is made, troubled, left in peace, and judged. */
final class Simulation {

    private static final Duration TROUBLE = Duration.ofSeconds(70);

    /** After so long nothing is on its way any more that began in the trouble. */
    private static final Duration LANDED = Duration.ofMinutes(2);

    private static final Duration PEACE = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration RESTARTS = Duration.ofSeconds(10);

    private final World world;
    private final Map<String, Shop> shops = new LinkedHashMap<>();
    private final Map<String, StockPolicy> policies = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> skus = new ArrayList<>();
    private final List<StockRules> declared;
    private final TestDatabase lent;
    private final Database database;
    private final StockLevels stock;
    private final Judge judge;
    private final Hands hands;

    /** From then on every process knows the newest terms. */
    private Instant termsInForce = Instant.EPOCH;

    Simulation(long seed, TestDatabase lent) {
        this(seed, lent, List.of());
    }

    /**
     * @param declared how the shops treat their stock, the first shop as the first says, and so on in turn; empty for the seed's choice
     */
    Simulation(long seed, TestDatabase lent, List<StockRules> declared) {
        this.declared = declared;
        this.world = new World(seed);
        this.lent = lent;
        this.database = lent.database();
        this.stock = new StockLevels(database, this::hear, world.time);
        this.judge = new Judge(world, shops, policies, skus, database);
        this.hands = new Hands(world, shops, skus, nodes, database, stock, this::hear);
    }

    World world() {
        return world;
    }

    /** Lives, and returns what is wrong at the end; empty when nothing is. */
    List<String> run() {
        make();
        boolean together = world.chance.nextInt(3) == 0;
        ration(together);
        boolean edits = world.chance.nextInt(3) == 0;
        boolean scans = edits || world.chance.nextInt(4) == 0;
        Node node = new Node(world, shops, policies, lent, Node.Pace.of(world, scans));
        nodes.add(node);
        Store.fill(database, shops.values(), skus, world.time.instant());
        stock.set(
                skus.stream()
                        .map(sku -> new Count(sku, "main", 5L + world.chance.nextInt(20), null))
                        .toList(),
                "count",
                "first");
        world.trouble();
        if (together) {
            nodes.add(new Node(world, shops, policies, lent, Node.Pace.of(world, scans)));
        }
        for (Shop shop : shops.values()) {
            Buyers buyers = new Buyers(world, shop);
            int visits = 6 + world.chance.nextInt(12);
            for (int i = 0; i < visits; i++) {
                String sku = skus.get((int) (skus.size() * world.chance.nextDouble() * world.chance.nextDouble()));
                String other = skus.get(world.luck.nextInt(skus.size()));
                Duration moment = world.upTo(TROUBLE);
                boolean crowd = world.chance.nextInt(6) == 0;
                for (int buyer = 0; buyer < (crowd ? 6 : 1); buyer++) {
                    world.time.in(moment.plus(world.upTo(Duration.ofSeconds(1))), () -> buyers.come(sku, other));
                }
            }
            shop.limit = sku -> judge.limit(shop, sku, termsInForce);
            shop.listen((id, record) ->
                    nodes.get(world.chance.nextInt(nodes.size())).hear(id, record));
        }
        if (world.chance.nextInt(3) > 0) {
            // Half of them when little else changes any more that would have all computed anew.
            Duration earliest = world.luck.nextInt(4) < 2 ? TROUBLE : Duration.ZERO;
            world.time.in(earliest.plus(world.upTo(TROUBLE)), this::changeTerms);
        }
        for (int i = 0; i < 5; i++) {
            world.time.in(world.upTo(TROUBLE), hands::deliver);
        }
        if (shops.values().stream().anyMatch(shop -> shop.assortment != null)) {
            for (int i = 0; i < 8; i++) {
                world.time.in(moment(world.luck, TROUBLE), hands::changePrice);
                world.time.in(moment(world.luck, TROUBLE), hands::changeTitle);
            }
        }
        if (edits) {
            for (int i = 0; i < 3; i++) {
                world.time.in(world.upTo(TROUBLE), hands::edit);
            }
        }
        world.time.pass(TROUBLE);
        world.calmDown();
        List<String> wrong = List.of("it has not begun");
        for (Duration calm = LOOK; !wrong.isEmpty() && calm.compareTo(PEACE) < 0; calm = calm.plus(LOOK)) {
            world.time.pass(LOOK);
            if (world.time.isQuiet() || calm.compareTo(LANDED) >= 0) {
                wrong = judge.judge();
            }
        }
        world.time.close();
        nodes.forEach(Node::close);
        return wrong;
    }

    private void make() {
        int many = world.chance.nextInt(5) == 0 ? 3 : 1 + world.chance.nextInt(2);
        for (int i = 0; i < many; i++) {
            skus.add("sku-" + i);
        }
        int of = world.chance.nextInt(3) == 0 ? 3 : 2;
        for (int i = 0; i < of; i++) {
            String id = "shop-" + i;
            WriteKind kind =
                    world.chance.nextInt(5) < 3 ? WriteKind.DELTA : WriteKind.values()[world.chance.nextInt(3)];
            StockRules chosen = new StockRules(
                    kind,
                    world.chance.nextBoolean() ? Lowers.PLACED : Lowers.PAID,
                    world.chance.nextBoolean(),
                    world.chance.nextBoolean(),
                    world.chance.nextInt(8) > 0 ? TooLarge.CLAMPS : TooLarge.REFUSES,
                    Duration.ofSeconds(Math.max(0, world.chance.nextInt(20) - 8)),
                    Duration.ZERO);
            StockRules rules = declared.isEmpty() ? chosen : declared.get(i % declared.size());
            Duration skew = Duration.ofMillis(world.chance.nextInt(8000) - 4000);
            Duration grain = world.chance.nextBoolean() ? Duration.ofSeconds(1) : Duration.ZERO;
            Shop shop = new Shop(id, rules, skew, grain, world, world.luck.nextInt(5) < 3);
            shop.ownsStock = world.chance.nextInt(4) == 0;
            shop.page = 2 + world.chance.nextInt(2);
            shop.answers = world.chance.nextBoolean();
            skus.forEach(sku -> shop.shelf.put(sku, 0L));
            shops.put(id, shop);
            policies.put(id, world.chance.nextInt(2) > 0 ? StockPolicy.ALL : policy());
            world.say(id + " " + rules + " skew " + skew + " grain " + grain + " " + policies.get(id)
                    + (shop.ownsStock ? " owns its stock" : "")
                    + (shop.answers ? "" : " silent"));
        }
    }

    /** Some shops keep a quota, and most tell of it; some give tokens. Processes that are several count together. */
    private void ration(boolean together) {
        Random luck = world.luck;
        for (Shop shop : shops.values()) {
            if (luck.nextInt(3) == 0) {
                boolean told = luck.nextInt(8) > 0;
                String operation = luck.nextInt(3) == 0 ? "stock" : Quota.ALL;
                int seconds = 1 + luck.nextInt(luck.nextBoolean() ? 3 : 15);
                long calls = Math.max(2, Math.round(seconds * (0.8 + 2.2 * luck.nextDouble())));
                // Calls that are up to 400 ms on their way come at most one too early at this pace.
                boolean bucket = luck.nextInt(3) == 0 && calls <= 2 * seconds;
                long burst = bucket ? calls + 1 + luck.nextInt(10) : calls;
                Quota quota = new Quota(operation, calls, Duration.ofSeconds(seconds), burst);
                shop.keep(quota, told);
                world.say(shop.id + " " + shop.turnstiles() + (told ? "" : " untold"));
            }
        }
        shops.values().stream().filter(shop -> luck.nextInt(4) == 0).forEach(shop -> {
            Desk desk = new Desk(shop, world, luck);
            shop.desk = desk;
            for (int i = 0; i < 3; i++) {
                world.time.in(moment(luck, TROUBLE), desk::takeAway);
            }
        });
        if (together || luck.nextInt(3) == 0) {
            WorldRedis redis = new WorldRedis(world, luck);
            world.redis = redis;
            Duration often = luck.nextInt(4) == 0 ? Duration.ofSeconds(1 + luck.nextInt(6)) : TROUBLE;
            world.time.in(moment(luck, often), () -> redis.keepForgetting(often));
            // Where one forgets all the time and then goes away, nobody knows how many there are to share.
            for (int i = 0; i < 2 && often.equals(TROUBLE); i++) {
                world.time.in(moment(luck, TROUBLE), () -> redis.goAway(moment(luck, Duration.ofSeconds(20))));
            }
        }
    }

    private static Duration moment(Random luck, Duration longest) {
        return Duration.ofMillis(1 + luck.nextInt((int) longest.toMillis()));
    }

    /** Ops change what one storefront may show, and start the processes again one by one. */
    private void changeTerms() {
        List<String> all = List.copyOf(shops.keySet());
        String shop = all.get(world.chance.nextInt(all.size()));
        policies.put(shop, policy());
        termsInForce = world.time.instant().plus(RESTARTS);
        world.note(Happening.TERMS_CHANGED);
        world.say(shop + " " + policies.get(shop));
        nodes.forEach(node -> world.time.in(world.upTo(RESTARTS), node::restart));
    }

    private StockPolicy policy() {
        return world.chance.nextInt(3) > 0
                ? new StockPolicy(
                        world.chance.nextInt(2), 6L, 50 + world.chance.nextInt(51), world.chance.nextInt(2) * 100)
                : StockPolicy.ALL;
    }

    /** The processes are told that something has changed, unless that is lost. */
    private void hear() {
        if (!world.strikes(Happening.LOST_WAKE_UP, 50)) {
            nodes.forEach(Node::hear);
        }
    }

    /** Lines posted, for who looks into a failure. */
    String store() {
        return database.queries().selectFrom(ORDER_LINE).fetch() + "\n"
                + database.queries()
                        .selectFrom(PUBLICATION)
                        .where(PUBLICATION.ASPECT.eq("stock"))
                        .fetch() + "\n"
                + database.queries()
                        .selectFrom(ATTEMPT)
                        .orderBy(ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER)
                        .fetch()
                + "\n" + database.queries().selectFrom(CHANNEL_LEDGER).fetch();
    }
}
