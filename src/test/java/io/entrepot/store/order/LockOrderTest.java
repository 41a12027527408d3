package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.SilentSignal;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.TestStore;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.brake.BrakeWatch;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.change.Projector;
import io.entrepot.store.oversold.OversoldWatch;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.seal.Sealed;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.ReceivedOrders;
import io.entrepot.sync.Storefronts;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * Who changes the stock of several SKUs keeps none of them from others while it waits for an earlier one: where all do so, no two wait
 * for each other.
 */
class LockOrderTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Sealed SEALED = new Sealed(new SecretKeySpec(new byte[32], "AES"));

    private final SteppedClock clock = SteppedClock.atNoon();
    private final AtomicInteger parsed = new AtomicInteger();

    /** What it tells of an order is the SKU that was bought. */
    private final class Shop implements Storefront, OrderSource {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void close() {}

        @Override
        public FeedRules feedRules() {
            return new FeedRules(Duration.ofSeconds(1), Duration.ofDays(1));
        }

        @Override
        public FeedPage page(Instant from, Instant to, @Nullable String pageToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelOrder parse(String sku) {
            parsed.incrementAndGet();
            Instant now = clock.instant();
            Money total = Money.of(100, "CNY");
            Line line = new Line("1", "item", sku, sku, "Cup", 1, 0, 0, total);
            return new ChannelOrder("of-" + sku, State.PAID, now, now, now, null, total, "", "", List.of(line));
        }

        @Override
        public RawRecord fetch(String orderNo) {
            throw new UnsupportedOperationException();
        }
    }

    @TestOnEachDatabase({DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void ordersOfALaterSkuAreNotBegunBeforeThoseOfAnEarlierOne(TestDatabase on) {
        SalesTerms terms = listed(on);
        Map<String, Long> skus = skus(on);
        Attention attention = new Attention(on.database(), clock, new Remedies());
        Inbox inbox = new Inbox(on.database(), SEALED, attention);
        OrderIntake intake = new OrderIntake(
                on.database(),
                inbox,
                new OrderBook(terms, attention, SEALED),
                Map.of(),
                new Storefronts(List.of(new OpenStorefront(SHOP, new Shop(), Set.of(), true))),
                new ReceivedOrders(),
                SilentSignal.make(),
                new LaneSignals(),
                clock);
        on.database().transact(tx -> List.of("cup-2", "cup-1").forEach(sku -> {
            Instant now = clock.instant();
            inbox.put(tx, SHOP, "orders", List.of(new Feed.RawRecord("of-" + sku, sku)), now, now);
        }));

        whileKept(on, tx -> level(tx, skus.get("cup-1")), tx -> level(tx, skus.get("cup-2")), intake::takeSome);

        assertThat(parsed).as("nothing was done twice").hasValue(2);
        assertThat(on.database()
                        .queries()
                        .select(STOCK_LEVEL.COMMITTED)
                        .from(STOCK_LEVEL)
                        .fetch(STOCK_LEVEL.COMMITTED))
                .containsOnly(1L);
    }

    @TestOnEachDatabase({DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatIsUrgentIsNotBegunBeforeWhatIsEarlier(TestDatabase on) {
        SalesTerms terms = listed(on);
        List<Record2<Long, String>> byId = stockPublications(on);
        TestStore.on(on.database())
                .stock
                .set(
                        List.of(
                                new Count(byId.get(0).value2(), "main", 9, null),
                                new Count(byId.get(1).value2(), "main", 0, null)),
                        "count",
                        "second");

        whileKept(
                on,
                tx -> publication(tx, byId.get(0).value1()),
                tx -> publication(tx, byId.get(1).value1()),
                () -> projector(on, terms).project());

        assertThat(on.database()
                        .queries()
                        .select(PUBLICATION.URGENCY)
                        .from(PUBLICATION)
                        .where(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                        .fetch(PUBLICATION.URGENCY))
                .contains(0);
    }

    /** Somebody keeps the first, then the work begins and waits for it, then he takes the second, which nobody keeps, and ends. */
    private static void whileKept(
            TestDatabase on, Consumer<DSLContext> first, Consumer<DSLContext> second, Runnable work) {
        AtomicReference<CompletableFuture<Void>> working = new AtomicReference<>();
        on.database().transact(tx -> {
            assertThat(working).as("what began, where the second was kept").hasNullValue();
            first.accept(tx);
            CompletableFuture<Void> begun = CompletableFuture.runAsync(work);
            working.set(begun);
            await().failFast("it waited for nobody", begun::isDone).until(() -> somebodyWaits(on));
            second.accept(tx);
        });
        working.get().join();
    }

    private static boolean somebodyWaits(TestDatabase on) {
        String waiting =
                switch (on.database().vendor()) {
                    case POSTGRESQL ->
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()";
                    case MARIADB ->
                        "select variable_value from information_schema.global_status"
                                + " where variable_name = 'Innodb_row_lock_current_waits'";
                    case H2 -> throw new IllegalArgumentException("not asked here");
                };
        return on.database().queries().fetchSingle(waiting).get(0, Long.class) > 0;
    }

    private static void level(DSLContext tx, @Nullable Long sku) {
        tx.selectFrom(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.eq(sku))
                .forUpdate()
                .noWait()
                .fetch();
    }

    private static void publication(DSLContext tx, long id) {
        tx.selectFrom(PUBLICATION)
                .where(PUBLICATION.ID.eq(id))
                .forUpdate()
                .noWait()
                .fetch();
    }

    /** Of both SKUs, in the order of their ids, which need not be that of the SKUs. */
    private static List<Record2<Long, String>> stockPublications(TestDatabase on) {
        return on.database()
                .queries()
                .select(PUBLICATION.ID, SKU.CODE)
                .from(PUBLICATION)
                .join(LISTING)
                .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                .orderBy(PUBLICATION.ID)
                .fetch();
    }

    private static Map<String, Long> skus(TestDatabase on) {
        return on.database().queries().select(SKU.CODE, SKU.ID).from(SKU).fetchMap(SKU.CODE, SKU.ID);
    }

    /** Two SKUs of five units each, in step with the shop. */
    private SalesTerms listed(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        on.database().transact(tx -> tx.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, SHOP.value())
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "")
                .set(STOREFRONT.CREATED_AT, clock.instant())
                .execute());
        store.catalog.put(List.of(new Product(
                "cup",
                "Cup",
                null,
                null,
                null,
                null,
                List.of(
                        new SkuDetails("cup-1", null, Variant.NONE, null, null),
                        new SkuDetails("cup-2", null, Variant.NONE, null, null)))));
        store.stock.set(
                List.of(new Count("cup-1", "main", 5, null), new Count("cup-2", "main", 5, null)), "count", "first");
        SalesTerms terms = new SalesTerms(List.of(new Terms(
                SHOP,
                on.database()
                        .queries()
                        .selectDistinct(STOCK_LEVEL.LOCATION_ID)
                        .from(STOCK_LEVEL)
                        .fetch(STOCK_LEVEL.LOCATION_ID),
                "default",
                Currency.getInstance("CNY"),
                StockPolicy.ALL,
                true,
                Set.copyOf(Aspect.OF_LISTINGS),
                "",
                Brake.NONE)));
        Projector projector = projector(on, terms);
        while (projector.project() > 0) {}
        on.database().transact(tx -> tx.update(LISTING)
                .set(LISTING.ITEM_ID, "item")
                .set(
                        LISTING.CHANNEL_SKU_ID,
                        tx.select(SKU.CODE)
                                .from(SKU)
                                .where(SKU.ID.eq(LISTING.SKU_ID))
                                .asField())
                .execute());
        return terms;
    }

    private Projector projector(TestDatabase on, SalesTerms terms) {
        Attention attention = new Attention(on.database(), clock, new Remedies());
        return new Projector(
                on.database(),
                terms,
                new OversoldWatch(terms, attention),
                new BrakeWatch(terms, attention),
                new LaneSignals(),
                clock);
    }
}
