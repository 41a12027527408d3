package io.entrepot.store.change;

import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.database.Database;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.TestStore;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.brake.BrakeWatch;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.oversold.OversoldWatch;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.sync.LaneSignals;
import java.util.Currency;
import java.util.List;
import java.util.Set;

class StockUrgencyTest {

    private static final int EMPTIED = 0;
    private static final int FELL = 1;
    private static final int ELSE = 2;

    @TestOnEachDatabase
    void whatFellGoesBeforeWhatIsNewOrRose(TestDatabase on) {
        Database database = on.database();
        TestStore store = TestStore.on(database);
        database.transact(tx -> tx.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, "shop")
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "")
                .set(STOREFRONT.CREATED_AT, TestStore.START)
                .execute());
        store.catalog.put(List.of(new Product(
                "cup",
                "Cup",
                null,
                null,
                null,
                null,
                List.of(new SkuDetails("cup-1", null, Variant.NONE, null, null)))));

        store.stock.set(List.of(new Count("cup-1", "main", 5, null)), "count", "first");
        assertThat(urgency(database)).isEqualTo(ELSE);
        store.stock.adjust(List.of(new Adjustment("cup-1", "main", 3, "delivery")), "count");
        assertThat(urgency(database)).isEqualTo(ELSE);
        store.stock.adjust(List.of(new Adjustment("cup-1", "main", -1, "broken")), "count");
        assertThat(urgency(database)).isEqualTo(FELL);
        database.transact(tx -> tx.update(STOCK_LEVEL)
                .set(STOCK_LEVEL.COMMITTED, STOCK_LEVEL.COMMITTED.plus(1))
                .execute());
        assertThat(urgency(database)).isEqualTo(FELL);
        store.stock.adjust(List.of(new Adjustment("cup-1", "main", -6, "sold out")), "count");
        assertThat(urgency(database)).isEqualTo(EMPTIED);
    }

    /** How urgent the SKU's stock is by what has changed since it was asked last. */
    private static int urgency(Database database) {
        Terms terms = new Terms(
                new StorefrontId("shop"),
                database.queries()
                        .select(STOCK_LEVEL.LOCATION_ID)
                        .from(STOCK_LEVEL)
                        .fetch(STOCK_LEVEL.LOCATION_ID),
                "default",
                Currency.getInstance("CNY"),
                StockPolicy.ALL,
                true,
                Set.copyOf(Aspect.OF_LISTINGS),
                "",
                Brake.NONE);
        SalesTerms all = new SalesTerms(List.of(terms));
        SteppedClock clock = SteppedClock.atNoon();
        Attention attention = new Attention(database, clock, new Remedies());
        Projector projector = new Projector(
                database,
                all,
                new OversoldWatch(all, attention),
                new BrakeWatch(all, attention),
                new LaneSignals(),
                clock);
        while (projector.project() > 0) {}
        int urgency = database.queries()
                .select(PUBLICATION.URGENCY)
                .from(PUBLICATION)
                .where(PUBLICATION.ASPECT.eq("stock"))
                .fetchSingle()
                .value1();
        database.transact(
                tx -> tx.update(PUBLICATION).set(PUBLICATION.URGENCY, ELSE).execute());
        return urgency;
    }
}
