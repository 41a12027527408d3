package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.publication.PublicationRetry;
import io.entrepot.sync.LaneSignals;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;

class SyncBacklogTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static long publication(DSLContext queries, Aspect aspect, int urgency, Instant dueAt, int failures) {
        long listing = queries.insertInto(LISTING)
                .set(LISTING.STOREFRONT_ID, SHOP.value())
                .set(LISTING.SKU_ID, sku(queries))
                .set(LISTING.STATE, "live")
                .set(LISTING.CREATED_AT, NOW)
                .set(LISTING.UPDATED_AT, NOW)
                .returningResult(LISTING.ID)
                .fetchSingle()
                .value1();
        return queries.insertInto(PUBLICATION)
                .set(PUBLICATION.LISTING_ID, listing)
                .set(PUBLICATION.STOREFRONT_ID, SHOP.value())
                .set(PUBLICATION.ASPECT, aspect.id())
                .set(PUBLICATION.WANTED_REVISION, 1L)
                .set(PUBLICATION.URGENCY, urgency)
                .set(PUBLICATION.DUE_AT, dueAt)
                .set(PUBLICATION.WANTED_AT, NOW.minusSeconds(60L + urgency))
                .set(PUBLICATION.FAILURES, failures)
                .returningResult(PUBLICATION.ID)
                .fetchSingle()
                .value1();
    }

    private static long sku(DSLContext queries) {
        return queries.select(SKU.ID).from(SKU).limit(1).fetchSingle().value1();
    }

    private static DSLContext shop(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long product = queries.insertInto(PRODUCT)
                .set(PRODUCT.CODE, "tea")
                .set(PRODUCT.TITLE, "Tea")
                .set(PRODUCT.CREATED_AT, NOW)
                .set(PRODUCT.UPDATED_AT, NOW)
                .returningResult(PRODUCT.ID)
                .fetchSingle()
                .value1();
        queries.insertInto(SKU)
                .set(SKU.PRODUCT_ID, product)
                .set(SKU.CODE, "tea-1")
                .set(SKU.VARIANT, "{}")
                .set(SKU.CREATED_AT, NOW)
                .set(SKU.UPDATED_AT, NOW)
                .execute();
        queries.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, SHOP.value())
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "x")
                .set(STOREFRONT.CREATED_AT, NOW)
                .execute();
        return queries;
    }

    @TestOnEachDatabase
    void countsWhatIsOwedAndNotWhatIsClean(TestDatabase database) {
        DSLContext queries = shop(database);
        SyncBacklog backlog = new SyncBacklog(database.database());
        assertThat(backlog.lane(SHOP, Aspect.STOCK, NOW)).isEqualTo(new LaneBacklog(0, 0, 0, null));

        publication(queries, Aspect.STOCK, 2, null, 0);
        publication(queries, Aspect.PRICE, 2, NOW, 0);
        publication(queries, Aspect.STOCK, 0, NOW.minusSeconds(5), 0);
        publication(queries, Aspect.STOCK, 1, NOW, 2);
        publication(queries, Aspect.STOCK, 2, NOW.plusSeconds(30), 1);

        assertThat(backlog.lane(SHOP, Aspect.STOCK, NOW)).isEqualTo(new LaneBacklog(2, 3, 2, NOW.minusSeconds(62)));
        assertThat(backlog.lane(new StorefrontId("other"), Aspect.STOCK, NOW).owed())
                .isZero();
    }

    @TestOnEachDatabase
    void countsInboxChangesAndAttention(TestDatabase database) {
        DSLContext queries = shop(database);
        queries.deleteFrom(CHANGE_LOG).execute();
        SyncBacklog backlog = new SyncBacklog(database.database());
        assertThat(backlog.inbox()).isEqualTo(new Waiting(0, null));
        assertThat(backlog.changes()).isEqualTo(new Waiting(0, null));

        record(queries, "1", NOW.minusSeconds(9));
        record(queries, "2", null);
        queries.insertInto(CHANGE_LOG)
                .set(CHANGE_LOG.KIND, "sku")
                .set(CHANGE_LOG.SUBJECT_ID, 1L)
                .set(CHANGE_LOG.MADE_AT, NOW.minusSeconds(3))
                .execute();
        Attention attention = new Attention(database.database(), CLOCK, new Remedies());
        attention.raise("feed/shop/orders", "shop", new ErrorCode("ENT-4005"), "down");
        attention.raise("inbox/1", "shop", new ErrorCode("ENT-4001"), "bad");
        attention.resolve("inbox/1");

        assertThat(backlog.inbox()).isEqualTo(new Waiting(1, NOW.minusSeconds(9)));
        assertThat(backlog.changes()).isEqualTo(new Waiting(1, NOW.minusSeconds(3)));
        assertThat(backlog.attention()).isEqualTo(1);
    }

    private static void record(DSLContext queries, String id, Instant dueAt) {
        queries.insertInto(INBOX)
                .set(INBOX.STOREFRONT_ID, SHOP.value())
                .set(INBOX.FEED, "orders")
                .set(INBOX.RECORD_ID, id)
                .set(INBOX.DIGEST, id)
                .set(INBOX.PAYLOAD, new byte[] {1})
                .set(INBOX.STATE, "new")
                .set(INBOX.RECEIVED_AT, NOW)
                .set(INBOX.DUE_AT, dueAt)
                .execute();
    }

    @TestOnEachDatabase
    void aPublicationIsRetriedAtOnceUnlessItIsBeingTried(TestDatabase database) {
        DSLContext queries = shop(database);
        PublicationRetry retry = new PublicationRetry(database.database(), new LaneSignals(), CLOCK);
        long resting = publication(queries, Aspect.STOCK, 2, NOW.plusSeconds(600), 4);
        long leased = publication(queries, Aspect.PRICE, 2, NOW.plusSeconds(20), 0);
        queries.update(PUBLICATION)
                .set(PUBLICATION.LEASE_OWNER, "node-1")
                .set(PUBLICATION.LEASE_UNTIL, NOW.plusSeconds(20))
                .where(PUBLICATION.ID.eq(leased))
                .execute();

        assertThat(retry.now(resting)).isTrue();
        assertThat(retry.now(leased)).isTrue();
        assertThat(retry.now(-1)).isFalse();
        assertThat(dueAt(queries, resting)).isEqualTo(NOW);
        assertThat(dueAt(queries, leased)).isEqualTo(NOW.plusSeconds(20));
    }

    private static Instant dueAt(DSLContext queries, long publication) {
        return queries.select(PUBLICATION.DUE_AT)
                .from(PUBLICATION)
                .where(PUBLICATION.ID.eq(publication))
                .fetchSingle()
                .value1();
    }
}
