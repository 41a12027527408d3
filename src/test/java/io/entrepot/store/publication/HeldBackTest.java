package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

class HeldBackTest {

    private static final Instant NOW = TestStore.START.plus(Duration.ofHours(1));
    private static final Instant TOLD = NOW.minusSeconds(30);
    private static final String HERE = "here";
    private static final String THERE = "there";

    @TestOnEachDatabase
    void holdsBackWhatAnotherStorefrontHasProbablySoldUnheard(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long sku = listed(database);
        sells(queries, sku, THERE, TOLD.minusSeconds(59), 6);
        sells(queries, sku, THERE, TOLD.plusSeconds(2), 1);

        assertThat(units(queries, sku, 8))
                .as("half a minute at six a minute, less one heard of")
                .isEqualTo(2);
        assertThat(units(queries, sku, 9)).as("enough is left").isZero();
        assertThat(units(queries, sku, 1)).as("no more than there is").isEqualTo(1);
        assertThat(HeldBack.of(queries, terms(0), Map.of(sku, 8L), NOW))
                .as("not asked for")
                .isEmpty();
        assertThat(HeldBack.of(queries, terms(200), Map.of(sku, 8L), NOW)
                        .get(sku)
                        .units())
                .as("twice as careful")
                .isEqualTo(4);
    }

    @TestOnEachDatabase
    void holdsNothingBackForWhatWasSoldHere(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long sku = listed(database);
        sells(queries, sku, HERE, TOLD.minusSeconds(50), 6);

        assertThat(units(queries, sku, 8)).isZero();
    }

    @TestOnEachDatabase
    void aFeedThatIsAwayForLongHoldsNothingBackForEver(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long sku = listed(database);
        Instant away = NOW.minus(Duration.ofHours(2));
        queries.update(FEED_CURSOR).set(FEED_CURSOR.COMPLETE_TO, away).execute();
        sells(queries, sku, THERE, away.minusSeconds(5), 6);

        assertThat(units(queries, sku, 8)).isZero();
    }

    @TestOnEachDatabase
    void nothingIsSoldWhereNothingIsLeft(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long sku = listed(database);
        sells(queries, sku, THERE, TOLD.minusSeconds(50), 6);
        showsNothing(queries, TOLD.plusSeconds(10));

        assertThat(units(queries, sku, 4)).as("ten seconds at six a minute").isEqualTo(1);
    }

    @TestOnEachDatabase
    void aMinuteOfWhichMuchWasHeardAlreadyCountsThoughNotAllOfItWasTold(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long sku = listed(database);
        queries.update(FEED_CURSOR)
                .set(FEED_CURSOR.COMPLETE_TO, NOW.minusSeconds(240))
                .execute();
        sells(queries, sku, THERE, NOW.minusSeconds(200), 9);

        assertThat(units(queries, sku, 20))
                .as("nine, less their root, in each of four minutes, less the nine")
                .isEqualTo(15);
    }

    private static long units(DSLContext queries, long sku, long available) {
        HeldBack held =
                HeldBack.of(queries, terms(100), Map.of(sku, available), NOW).get(sku);
        return held == null ? 0 : held.units();
    }

    private static Terms terms(int dynamicBuffer) {
        return new Terms(
                new StorefrontId(HERE),
                List.of(1L),
                "default",
                Currency.getInstance("CNY"),
                new StockPolicy(0, null, 100, dynamicBuffer),
                true,
                Set.of(Aspect.STOCK),
                "",
                Brake.NONE);
    }

    /** A SKU that is listed on the other storefront, whose order feed has told everything up to half a minute ago. */
    private static long listed(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        store.catalog.put(List.of(new Product(
                "T", "Tea", null, null, null, null, List.of(new SkuDetails("T-1", null, Variant.NONE, null, null)))));
        DSLContext queries = on.database().queries();
        long sku = queries.select(SKU.ID).from(SKU).fetchSingle(SKU.ID);
        queries.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, THERE)
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "")
                .set(STOREFRONT.CREATED_AT, NOW)
                .execute();
        queries.insertInto(FEED_CURSOR)
                .set(FEED_CURSOR.STOREFRONT_ID, THERE)
                .set(FEED_CURSOR.FEED, "orders")
                .set(FEED_CURSOR.WATERMARK, TOLD)
                .set(FEED_CURSOR.COMPLETE_TO, TOLD)
                .execute();
        on.database().transact(tx -> Listings.of(tx, new StorefrontId(THERE), sku, NOW));
        return sku;
    }

    private static void sells(DSLContext queries, long sku, String storefront, Instant at, long units) {
        queries.insertInto(STOCK_MOVEMENT)
                .set(STOCK_MOVEMENT.SKU_ID, sku)
                .set(STOCK_MOVEMENT.LOCATION_ID, 1L)
                .set(STOCK_MOVEMENT.REASON, "order")
                .set(STOCK_MOVEMENT.ON_HAND_CHANGE, 0L)
                .set(STOCK_MOVEMENT.COMMITTED_CHANGE, units)
                .set(STOCK_MOVEMENT.BUSINESS_KEY, "order/" + storefront + "/" + at)
                .set(STOCK_MOVEMENT.STOREFRONT_ID, storefront)
                .set(STOCK_MOVEMENT.SOLD_AT, at)
                .set(STOCK_MOVEMENT.MADE_AT, at)
                .execute();
    }

    private static void showsNothing(DSLContext queries, Instant since) {
        long publication = queries.select(PUBLICATION.ID)
                .from(PUBLICATION)
                .where(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                .fetchSingle(PUBLICATION.ID);
        LedgerRows.insert(queries, publication, new Read(0, since, since, 0, true))
                .execute();
    }
}
