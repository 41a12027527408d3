package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.ATTENTION;
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
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.database.Database;
import io.entrepot.model.StockPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.impl.DSL;

/** Says what is wrong: what a storefront must not be raised to, and what the store and all storefronts must be in the end. */
final class Judge {

    private final World world;
    private final Map<String, Shop> shops;
    private final Map<String, StockPolicy> policies;
    private final List<String> skus;
    private final Database database;

    /** Of a world whose storefronts and terms may yet change. */
    Judge(
            World world,
            Map<String, Shop> shops,
            Map<String, StockPolicy> policies,
            List<String> skus,
            Database database) {
        this.world = world;
        this.shops = shops;
        this.policies = policies;
        this.skus = skus;
        this.database = database;
    }

    /**
     * What should be shown from all that has been heard, and what the shop took for the orders that were heard of; unless the
     * write was decided some time ago, by when less had been heard.
     */
    OptionalLong limit(Shop shop, String sku, Instant termsInForce) {
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

    /** Everything that is not as it should be. */
    List<String> judge() {
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
        var offered = database.queries()
                .select(SKU.CODE, PRICE.AMOUNT, PRODUCT.TITLE)
                .from(SKU)
                .join(PRICE)
                .on(PRICE.SKU_ID.eq(SKU.ID))
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .fetch();
        Map<String, Long> prices = offered.intoMap(SKU.CODE, PRICE.AMOUNT);
        Map<String, String> titles = offered.intoMap(SKU.CODE, PRODUCT.TITLE);
        shops.values().stream()
                .flatMap(shop -> Optional.ofNullable(shop.assortment).stream())
                .forEach(assortment -> wrong.addAll(assortment.judge(titles, prices)));
        judgeAttention(available, wrong);
        judgeDrifts(wrong);
        List<String> listing = shops.values().stream()
                .filter(shop -> shop.assortment != null)
                .map(shop -> shop.id)
                .toList();
        database.queries()
                .selectFrom(PUBLICATION)
                .where(PUBLICATION.VERIFIED_REVISION.lt(PUBLICATION.WANTED_REVISION))
                .or(PUBLICATION.LEASE_OWNER.isNotNull())
                .and(PUBLICATION.ASPECT.eq("stock").or(PUBLICATION.STOREFRONT_ID.in(listing)))
                .forEach(row -> wrong.add("not seen as it is wanted, or still leased: " + row));
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
}
