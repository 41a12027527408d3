package io.entrepot.simulation;

import io.entrepot.database.Database;
import io.entrepot.model.Money;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Adjustment;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Those who change the store, by its API or by plain SQL, and a clerk who changes what a storefront shows. */
final class Hands {

    private final World world;
    private final Map<String, Shop> shops;
    private final List<String> skus;
    private final List<Node> nodes;
    private final Database database;
    private final StockLevels stock;
    private final Runnable hear;
    private int changes;

    /**
     * @param hear tells the processes that something has changed, unless that is lost
     */
    Hands(
            World world,
            Map<String, Shop> shops,
            List<String> skus,
            List<Node> nodes,
            Database database,
            StockLevels stock,
            Runnable hear) {
        this.world = world;
        this.shops = shops;
        this.skus = skus;
        this.nodes = nodes;
        this.database = database;
        this.stock = stock;
        this.hear = hear;
    }

    /** A clerk. */
    void edit() {
        List<String> all = List.copyOf(shops.keySet());
        Objects.requireNonNull(shops.get(all.get(world.chance.nextInt(all.size()))))
                .clerkSets(skus.get(world.chance.nextInt(skus.size())), world.chance.nextInt(20));
    }

    /** Somebody changes the stock by the API, or somebody else's program by plain SQL. */
    void deliver() {
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
        hear.run();
    }

    /** Somebody sets a price by the API, or somebody else's program by plain SQL. */
    void changePrice() {
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
    void changeTitle() {
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
}
