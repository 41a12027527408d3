package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.ATTENTION;
import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.DRIFT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.Database;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Count;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.impl.DSL;

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
    private final TestDatabase lent;
    private final Database database;
    private final StockLevels stock;
    private int changes;

    /** From then on every process knows the newest terms. */
    private Instant termsInForce = Instant.EPOCH;

    Simulation(long seed, TestDatabase lent) {
        this.world = new World(seed);
        this.lent = lent;
        this.database = lent.database();
        this.stock = new StockLevels(database, this::hear, world.time);
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
            shop.limit = sku -> limit(shop, sku);
            shop.listen((id, record) ->
                    nodes.get(world.chance.nextInt(nodes.size())).hear(id, record));
        }
        if (world.chance.nextInt(3) > 0) {
            world.time.in(world.upTo(TROUBLE), this::changeTerms);
        }
        for (int i = 0; i < 5; i++) {
            world.time.in(world.upTo(TROUBLE), this::deliver);
        }
        if (shops.values().stream().anyMatch(shop -> shop.assortment != null)) {
            for (int i = 0; i < 8; i++) {
                world.time.in(moment(world.luck, TROUBLE), this::changePrice);
                world.time.in(moment(world.luck, TROUBLE), this::changeTitle);
            }
        }
        if (edits) {
            for (int i = 0; i < 3; i++) {
                world.time.in(world.upTo(TROUBLE), this::edit);
            }
        }
        world.time.pass(TROUBLE);
        world.calmDown();
        List<String> wrong = List.of("it has not begun");
        for (Duration calm = LOOK; !wrong.isEmpty() && calm.compareTo(PEACE) < 0; calm = calm.plus(LOOK)) {
            world.time.pass(LOOK);
            if (world.time.isQuiet() || calm.compareTo(LANDED) >= 0) {
                wrong = judge();
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
            StockRules rules = new StockRules(
                    kind,
                    world.chance.nextBoolean() ? Lowers.PLACED : Lowers.PAID,
                    world.chance.nextBoolean(),
                    world.chance.nextBoolean(),
                    world.chance.nextInt(8) > 0 ? TooLarge.CLAMPS : TooLarge.REFUSES,
                    Duration.ofSeconds(Math.max(0, world.chance.nextInt(20) - 8)),
                    Duration.ZERO);
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

    private void edit() {
        List<String> all = List.copyOf(shops.keySet());
        Objects.requireNonNull(shops.get(all.get(world.chance.nextInt(all.size()))))
                .clerkSets(skus.get(world.chance.nextInt(skus.size())), world.chance.nextInt(20));
    }

    /** Somebody changes the stock by the API, or somebody else's program by plain SQL. */
    private void deliver() {
        String sku = skus.get(world.chance.nextInt(skus.size()));
        long change = world.chance.nextInt(5) < 2 ? -15 : world.chance.nextInt(10) - 3;
        if (world.luck.nextInt(3) == 0) {
            world.note(Happening.STOCK_BY_API);
            long onHand = stock.of(List.of(sku)).get(0).onHand();
            stock.adjust(List.of(new Adjustment(sku, "main", Math.max(change, -onHand), "api-" + ++changes)), "count");
            world.say("api " + sku + " " + change);
            return;
        }
        world.note(Happening.FOREIGN_SQL);
        database.transact(tx -> tx.execute(
                "update stock_level set on_hand = case when on_hand + ? < 0 then 0 else on_hand + ? end"
                        + " where sku_id = (select id from sku where code = ?)",
                change,
                change,
                sku));
        world.say("sql " + sku + " " + change);
        hear();
    }

    /** The processes are told that something has changed, unless that is lost. */
    private void hear() {
        if (!world.strikes(Happening.LOST_WAKE_UP, 50)) {
            nodes.forEach(Node::hear);
        }
    }

    /** Somebody sets a price by the API, or somebody else's program by plain SQL. */
    private void changePrice() {
        String sku = skus.get(world.luck.nextInt(skus.size()));
        long amount = 100 + world.luck.nextInt(100);
        world.say("price " + sku + " " + amount);
        if (world.luck.nextInt(3) == 0) {
            world.note(Happening.PRICE_BY_API);
            new Prices(database).put(List.of(new SkuPrice(sku, "default", Money.of(amount, "CNY"), null)));
        } else {
            world.note(Happening.PRICE_CHANGED);
            database.transact(tx -> tx.execute(
                    "update price set amount = ? where sku_id = (select id from sku where code = ?)", amount, sku));
        }
        nodes.forEach(Node::hear);
    }

    /** Somebody gives a product another title by the API, or somebody else's program by plain SQL. */
    private void changeTitle() {
        String sku = skus.get(world.luck.nextInt(skus.size()));
        String title = sku + " of " + world.time.instant();
        world.say("title " + title);
        if (world.luck.nextInt(3) == 0) {
            world.note(Happening.CONTENT_BY_API);
            Catalog catalog = new Catalog(database, world.time);
            Product old = catalog.product(sku).orElseThrow();
            catalog.put(List.of(new Product(
                    old.code(), title, old.description(), old.brand(), old.category(), old.imageUrl(), old.skus())));
        } else {
            world.note(Happening.CONTENT_CHANGED);
            database.transact(tx -> tx.execute("update product set title = ? where code = ?", title, sku));
        }
        nodes.forEach(Node::hear);
    }

    /**
     * What should be shown from all that has been heard, and what the shop took for the orders that were heard of; unless the
     * write was decided some time ago, by when less had been heard.
     */
    private OptionalLong limit(Shop shop, String sku) {
        Record2<Long, Instant> decided = database.queries()
                .select(LISTING.OWN_PENDING, DSL.max(ATTEMPT.SENT_AT))
                .from(ATTEMPT)
                .join(PUBLICATION)
                .on(PUBLICATION.ID.eq(ATTEMPT.PUBLICATION_ID))
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .where(LISTING.STOREFRONT_ID.eq(shop.id))
                .and(LISTING.CHANNEL_SKU_ID.eq(sku))
                .groupBy(LISTING.OWN_PENDING)
                .fetchOne();
        boolean old = world.time.instant().isBefore(termsInForce);
        if (!skus.contains(sku)
                || old
                || decided == null
                || !world.time.instant().equals(decided.value2())) {
            return OptionalLong.empty();
        }
        long available = database.queries()
                .select(STOCK_LEVEL.ON_HAND.minus(STOCK_LEVEL.COMMITTED))
                .from(STOCK_LEVEL)
                .join(SKU)
                .on(SKU.ID.eq(STOCK_LEVEL.SKU_ID))
                .where(SKU.CODE.eq(sku))
                .fetchSingle()
                .value1();
        long heard = database.queries()
                .select(DSL.coalesce(
                        DSL.sum(ORDER_LINE.LOWERED.minus(ORDER_LINE.RESTORED)), DSL.inline(BigDecimal.ZERO)))
                .from(ORDER_LINE)
                .join(ORDERS)
                .on(ORDERS.ID.eq(ORDER_LINE.ORDER_ID))
                .where(ORDERS.STOREFRONT_ID.eq(shop.id))
                .and(ORDER_LINE.CHANNEL_SKU_ID.eq(sku))
                .fetchSingle()
                .value1()
                .longValue();
        long wanted = Objects.requireNonNull(policies.get(shop.id)).wanted(available) + decided.value1();
        return OptionalLong.of(wanted + heard);
    }

    private List<String> judge() {
        List<String> wrong = new ArrayList<>(world.failures());
        Map<String, Long> available = new TreeMap<>();
        database.queries()
                .select(SKU.CODE, STOCK_LEVEL.ON_HAND, STOCK_LEVEL.COMMITTED)
                .from(STOCK_LEVEL)
                .join(SKU)
                .on(SKU.ID.eq(STOCK_LEVEL.SKU_ID))
                .forEach(row -> {
                    available.put(row.value1(), row.value2() - row.value3());
                    long promised = units(row.value1());
                    if (promised != row.value3()) {
                        wrong.add(row.value1() + ": the shops' books promise " + promised + ", the store "
                                + row.value3());
                    }
                });
        for (Shop shop : shops.values()) {
            for (String sku : skus) {
                long pending = shop.rules.lowers() == Lowers.PAID
                        ? shop.books.values().stream()
                                .map(book -> book.order)
                                .filter(order -> order.paidAt() == null)
                                .mapToLong(order -> open(order, sku))
                                .sum()
                        : 0;
                long wanted = Math.max(
                        0,
                        Objects.requireNonNull(policies.get(shop.id)).wanted(available.getOrDefault(sku, 0L))
                                + pending);
                if (!Objects.equals(shop.shelf.get(sku), wanted)) {
                    wrong.add(shop.id + " shows " + shop.shelf.get(sku) + " of " + sku + ", and should show " + wanted);
                }
            }
            judgeOrders(shop, wrong);
        }
        Map<String, Long> prices = database.queries()
                .select(SKU.CODE, PRICE.AMOUNT)
                .from(PRICE)
                .join(SKU)
                .on(SKU.ID.eq(PRICE.SKU_ID))
                .fetchMap(SKU.CODE, PRICE.AMOUNT);
        Map<String, String> titles = database.queries()
                .select(SKU.CODE, PRODUCT.TITLE)
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .fetchMap(SKU.CODE, PRODUCT.TITLE);
        shops.values().stream()
                .flatMap(shop -> Optional.ofNullable(shop.assortment).stream())
                .forEach(assortment -> wrong.addAll(assortment.judge(titles, prices)));
        judgeAttention(available, wrong);
        judgeDrifts(wrong);
        int idle = database.queries()
                .fetchCount(PUBLICATION, PUBLICATION.ASPECT.eq("stock").and(PUBLICATION.LEASE_OWNER.isNotNull()));
        if (idle > 0) {
            wrong.add(idle + " publications are still leased");
        }
        return wrong;
    }

    /** A person is asked about what is promised more often than it is there, and about nothing else. */
    private void judgeAttention(Map<String, Long> available, List<String> wrong) {
        Set<String> causes = new TreeSet<>();
        available.forEach((sku, units) -> {
            if (units < 0) {
                causes.add("ENT-4301 oversold/" + sku);
            }
        });
        Set<String> asked = new TreeSet<>(database.queries()
                .selectFrom(ATTENTION)
                .where(ATTENTION.STATE.ne("resolved"))
                .fetch(row -> row.getCode() + " " + row.getSubject()));
        asked.removeIf(this::isDue);
        if (!asked.equals(causes)) {
            wrong.add("a person is asked about " + asked + ", and should be about " + causes);
        }
    }

    /** Whether somebody may well be asked who changes a listing again and again, or why it does not show what was taken. */
    private boolean isDue(String asked) {
        int ignored = world.happened.getOrDefault(Happening.NOT_APPLIED, 0);
        int edited = world.happened.getOrDefault(Happening.CLERK, 0);
        return (asked.startsWith("ENT-5020 ") && ignored + edited > 2)
                || (asked.startsWith("ENT-5021 ") && ignored + edited > 1);
    }

    /** Nobody is said to have changed a storefront where nobody did. */
    private void judgeDrifts(List<String> wrong) {
        if (!world.happened.containsKey(Happening.CLERK) && !world.happened.containsKey(Happening.NOT_APPLIED)) {
            database.queries().selectFrom(DRIFT).forEach(row -> wrong.add("a drift that nobody has made: " + row));
        }
    }

    private void judgeOrders(Shop shop, List<String> wrong) {
        Map<String, Record3<Long, String, Instant>> home = new LinkedHashMap<>();
        database.queries()
                .select(ORDERS.ID, ORDERS.ORDER_NO, ORDERS.REVISION_AT)
                .from(ORDERS)
                .where(ORDERS.STOREFRONT_ID.eq(shop.id))
                .forEach(row -> home.put(row.value2(), row));
        if (!home.keySet().equals(shop.books.keySet())) {
            wrong.add(shop.id + " has the orders " + shop.books.keySet() + ", the store " + home.keySet());
        }
        shop.books.forEach((no, book) -> {
            var row = home.get(no);
            if (row != null && !row.value3().equals(book.order.changedAt())) {
                wrong.add("order " + no + " is of " + book.order.changedAt() + ", in the store of " + row.value3());
            }
        });
    }

    private long units(String sku) {
        return shops.values().stream()
                .flatMap(shop -> shop.books.values().stream())
                .map(book -> book.order)
                .mapToLong(order -> open(order, sku))
                .sum();
    }

    /** Units promised and not shipped. */
    private static long open(ChannelOrder order, String sku) {
        return order.cancelledAt() != null
                ? 0
                : order.lines().stream()
                        .filter(line -> line.channelSkuId().equals(sku))
                        .mapToLong(line -> line.quantity() - line.shipped() - line.cancelled())
                        .sum();
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
