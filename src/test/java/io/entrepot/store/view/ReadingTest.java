package io.entrepot.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine;
import io.entrepot.model.Aspect;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.order.OrderReading;
import io.entrepot.store.order.OrderReading.Filter;
import io.entrepot.store.order.OrderReading.Head;
import io.entrepot.store.order.OrderReading.Position;
import io.entrepot.store.publication.ShownStock.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What the faces read, after an engine has really kept a shop equal and brought its orders home. */
class ReadingTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, String> OPTIONS = Map.of("stock-write", "delta", "visibility-lag", "100ms");

    private final Simulator shop =
            Simulators.of("mall").orElseThrow().start(0, Currency.getInstance("CNY"), OPTIONS, Clock.systemUTC());

    @AfterEach
    void close() {
        shop.close();
    }

    @TestOnEachDatabase
    void tellsWhatHappened(TestDatabase database) {
        Duration often = Duration.ofMillis(100);
        try (RunningEngine engine = new RunningEngine(
                database.open(), Map.of("delta", shop), Map.of("delta", OPTIONS), StockPolicy.ALL, often)) {
            engine.product("cup", 2, 20);
            await().atMost(LONG).until(() -> stocked("cup-1") && stocked("cup-2"));
            String first = shop.shop().place(Purchase.paid("cup-1", 3));
            shop.shop().place(Purchase.paid("cup-2", 1));
            OrderReading orders = engine.engine().orders();
            await().atMost(LONG).until(() -> orders.newest(10).size() == 2);
            await().atMost(LONG)
                    .until(() -> owed(database, Aspect.STOCK).owed()
                                    + owed(database, Aspect.CONTENT).owed()
                            == 0);

            assertOrders(orders, first);
            assertListings(database);
            List<Shown> shown = engine.engine().shownStock().of(List.of("cup-1", "cup-2"), Instant.now());
            assertThat(shown).extracting(Shown::sku).containsExactly("cup-1", "cup-2");
            assertThat(shown).extracting(Shown::available).containsExactly(17L, 19L);
            assertThat(shown).extracting(Shown::wanted).containsExactly(17L, 19L);
            assertThat(shown).extracting(Shown::high).containsExactly(17L, 19L);
            assertThat(new Feeds(database.database()).all(Instant.now()))
                    .singleElement()
                    .satisfies(feed -> assertThat(feed.storefront()).isEqualTo("delta"))
                    .satisfies(feed -> assertThat(feed.failures()).isZero());
        }
    }

    private boolean stocked(String sku) {
        return shop.shop().stock(sku).orElse(-1) == 20;
    }

    private static LaneBacklog owed(TestDatabase database, Aspect aspect) {
        return new SyncBacklog(database.database()).lane(new StorefrontId("delta"), aspect, Instant.now());
    }

    private static void assertOrders(OrderReading orders, String first) {
        Filter all = new Filter(null, null, null);
        List<Head> page = orders.page(all, null, 1);
        Head head = page.get(0);
        List<Head> rest = orders.page(all, new Position(head.updatedAt(), head.id()), 10);
        assertThat(rest).hasSize(1).doesNotContain(head);
        assertThat(orders.page(new Filter("nobody", null, null), null, 10)).isEmpty();
        assertThat(orders.page(new Filter("delta", "paid", Instant.EPOCH), null, 10))
                .hasSize(2);
        assertThat(orders.sold(List.of(head.id()))).singleElement().satisfies(sold -> assertThat(sold.sku())
                .startsWith("cup-"));
        assertThat(orders.find("delta", first)).hasValueSatisfying(order -> {
            assertThat(order.lines()).singleElement().satisfies(line -> {
                assertThat(line.sku()).isEqualTo("cup-1");
                assertThat(line.location()).isEqualTo("main");
                assertThat(line.quantity()).isEqualTo(3);
            });
            assertThat(order.receiver()).isNotNull();
        });
        assertThat(orders.find("delta", "nope")).isEmpty();
    }

    private static void assertListings(TestDatabase database) {
        ListingReading listings = new ListingReading(database.database());
        AttemptReading attempts = new AttemptReading(database.database());
        List<ListingState> page = listings.page(new ListingFilter("delta", null, "live"), 0, 1);
        ListingState listing = page.get(0);

        assertThat(listings.page(new ListingFilter(null, null, null), listing.id(), 10))
                .hasSize(1);
        assertThat(listings.page(new ListingFilter(null, "cup-2", null), 0, 10)).hasSize(1);
        assertThat(listing.aspects())
                .extracting(ListingState.AspectState::aspect)
                .containsExactly("content", "price", "stock");
        assertThat(listings.find(listing.id())).contains(listing);
        assertThat(attempts.ofListing(listing.id(), Aspect.STOCK, 10))
                .isNotEmpty()
                .allSatisfy(attempt -> {
                    assertThat(attempt.storefront()).isEqualTo("delta");
                    assertThat(attempt.aspect()).isEqualTo("stock");
                    assertThat(attempt.kind()).isEqualTo("delta");
                });
        assertThat(attempts.ofListing(listing.id(), null, 1)).hasSize(1);
        assertThat(attempts.newest(Aspect.STOCK, 10)).hasSizeGreaterThanOrEqualTo(2);
    }
}
