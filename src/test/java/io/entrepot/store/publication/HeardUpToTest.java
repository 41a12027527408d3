package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.Database;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.TestStore;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;

class HeardUpToTest {

    private static final String SHOP = "shop";
    private static final Instant TOLD = TestStore.START;
    private static final Instant NEWS = TOLD.plusSeconds(1);
    private static final Instant MORE = TOLD.plusSeconds(60);

    /** Another process accepts a page of the order feed after each statement; what it brings has taken no effect yet. */
    @TestOnEachDatabase
    void countsNothingAsHeardThatIsStillInTheInbox(TestDatabase on) {
        Database database = on.database();
        database.transact(HeardUpToTest::told);
        assertThat(StockCases.completeUpTo(database.queries(), terms())).isEqualTo(TOLD);

        DSLContext meanwhile = database.queries()
                .configuration()
                .derive(ExecuteListener.onEnd(statement -> database.transact(HeardUpToTest::accept)))
                .dsl();

        assertThat(StockCases.completeUpTo(meanwhile, terms())).isBeforeOrEqualTo(NEWS);
        assertThat(StockCases.completeUpTo(database.queries(), terms())).isEqualTo(NEWS);
    }

    private static void told(DSLContext tx) {
        tx.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, SHOP)
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "")
                .set(STOREFRONT.CREATED_AT, TOLD)
                .execute();
        tx.insertInto(FEED_CURSOR)
                .set(FEED_CURSOR.STOREFRONT_ID, SHOP)
                .set(FEED_CURSOR.FEED, "orders")
                .set(FEED_CURSOR.WATERMARK, TOLD)
                .set(FEED_CURSOR.COMPLETE_TO, TOLD)
                .execute();
    }

    private static void accept(DSLContext tx) {
        tx.update(FEED_CURSOR).set(FEED_CURSOR.COMPLETE_TO, MORE).execute();
        tx.insertInto(INBOX)
                .set(INBOX.STOREFRONT_ID, SHOP)
                .set(INBOX.FEED, "orders")
                .set(INBOX.RECORD_ID, "A-1")
                .set(INBOX.DIGEST, String.valueOf(tx.fetchCount(INBOX)))
                .set(INBOX.PAYLOAD, "sealed".getBytes(StandardCharsets.UTF_8))
                .set(INBOX.STATE, "new")
                .set(INBOX.RECEIVED_AT, MORE)
                .set(INBOX.DUE_AT, MORE)
                .set(INBOX.NEWS_FROM, NEWS)
                .execute();
    }

    private static Terms terms() {
        return new Terms(
                new StorefrontId(SHOP),
                List.of(1L),
                "default",
                Currency.getInstance("CNY"),
                StockPolicy.ALL,
                true,
                Set.of(),
                "",
                Brake.NONE);
    }
}
