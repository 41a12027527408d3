package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.Claim;
import io.entrepot.sync.ContentBook.ItemCase;
import io.entrepot.sync.ContentBook.Step;
import io.entrepot.sync.LaneSignals;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/** A listed product whose newest content was taken; what calls that were lost before mean for it. */
class ContentCasesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Currency CNY = Currency.getInstance("CNY");

    @TestOnEachDatabase
    void isOnlyLookedAtWhereNoCallWasLost(TestDatabase database) {
        long publication = listed(database.database().queries());
        attempt(database, publication, 1, "applied", NOW.minusSeconds(20), NOW.minusSeconds(19));

        assertThat(open(database, publication, 2).step()).isEqualTo(Step.LOOK);
    }

    @TestOnEachDatabase
    void isSentAgainWhereALostCallMayHaveUndoneIt(TestDatabase database) {
        long publication = listed(database.database().queries());
        attempt(database, publication, 1, "unknown", NOW.minusSeconds(40), NOW.minusSeconds(10));
        attempt(database, publication, 2, "applied", NOW.minusSeconds(20), NOW.minusSeconds(19));

        ItemCase again = open(database, publication, 3);

        assertThat(again.step()).isEqualTo(Step.PUBLISH);
        assertThat(again.claims()).extracting("olderMayLandUntil").containsOnlyNulls();
        database.database()
                .queries()
                .update(ATTEMPT)
                .set(ATTEMPT.OUTCOME, "applied")
                .where(ATTEMPT.NUMBER.eq(3L))
                .execute();
        assertThat(open(database, publication, 4).step()).isEqualTo(Step.LOOK);
    }

    @TestOnEachDatabase
    void knowsUntilWhenALostCallMayStillArrive(TestDatabase database) {
        long publication = listed(database.database().queries());
        Instant arrival = NOW.plusSeconds(9);
        attempt(database, publication, 1, "unknown", NOW.minusSeconds(2), arrival);

        assertThat(open(database, publication, 2).claims())
                .extracting("olderMayLandUntil")
                .containsExactly(arrival);
    }

    private static ItemCase open(TestDatabase database, long publication, long lease) {
        DSLContext queries = database.database().queries();
        queries.update(PUBLICATION)
                .set(PUBLICATION.ATTEMPTS, lease)
                .set(PUBLICATION.LEASE_OWNER, "node")
                .where(PUBLICATION.ID.eq(publication))
                .execute();
        long listing = queries.select(LISTING.ID).from(LISTING).fetchSingle().value1();
        Terms terms = new Terms(
                SHOP,
                List.of(1L),
                "default",
                CNY,
                StockPolicy.ALL,
                true,
                Set.copyOf(Aspect.OF_LISTINGS),
                "x",
                Brake.NONE);
        ContentCases cases =
                new ContentCases(database.database(), new SalesTerms(List.of(terms)), new LaneSignals(), "node");
        Claim claim = new Claim(publication, listing, lease, NOW.plusSeconds(60));
        return cases.open(SHOP, List.of(claim), NOW, NOW.plusSeconds(60)).get(0);
    }

    private static void attempt(
            TestDatabase database, long publication, long number, String outcome, Instant sentAt, Instant lastArrival) {
        database.database()
                .queries()
                .insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, publication)
                .set(ATTEMPT.NUMBER, number)
                .set(ATTEMPT.KIND, "publish")
                .set(ATTEMPT.REVISION, number)
                .set(ATTEMPT.SENT, "tea-1")
                .set(ATTEMPT.SENT_AT, sentAt)
                .set(ATTEMPT.DEADLINE_AT, lastArrival)
                .set(ATTEMPT.OUTCOME, outcome)
                .execute();
    }

    private static long listed(DSLContext queries) {
        long product = queries.insertInto(PRODUCT)
                .set(PRODUCT.CODE, "tea")
                .set(PRODUCT.TITLE, "Tea")
                .set(PRODUCT.CREATED_AT, NOW)
                .set(PRODUCT.UPDATED_AT, NOW)
                .returningResult(PRODUCT.ID)
                .fetchSingle()
                .value1();
        long sku = queries.insertInto(SKU)
                .set(SKU.PRODUCT_ID, product)
                .set(SKU.CODE, "tea-1")
                .set(SKU.VARIANT, "{}")
                .set(SKU.CREATED_AT, NOW)
                .set(SKU.UPDATED_AT, NOW)
                .returningResult(SKU.ID)
                .fetchSingle()
                .value1();
        queries.insertInto(PRICE)
                .set(PRICE.SKU_ID, sku)
                .set(PRICE.PRICE_LIST, "default")
                .set(PRICE.CURRENCY, "CNY")
                .set(PRICE.AMOUNT, 1250L)
                .execute();
        queries.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, SHOP.value())
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "x")
                .set(STOREFRONT.CREATED_AT, NOW)
                .execute();
        long listing = queries.insertInto(LISTING)
                .set(LISTING.STOREFRONT_ID, SHOP.value())
                .set(LISTING.SKU_ID, sku)
                .set(LISTING.ITEM_ID, "1")
                .set(LISTING.CHANNEL_SKU_ID, "2")
                .set(LISTING.STATE, "live")
                .set(LISTING.CREATED_AT, NOW)
                .set(LISTING.UPDATED_AT, NOW)
                .returningResult(LISTING.ID)
                .fetchSingle()
                .value1();
        return queries.insertInto(PUBLICATION)
                .set(PUBLICATION.LISTING_ID, listing)
                .set(PUBLICATION.STOREFRONT_ID, SHOP.value())
                .set(PUBLICATION.ASPECT, Aspect.CONTENT.id())
                .set(PUBLICATION.WANTED_REVISION, 3L)
                .set(PUBLICATION.ACCEPTED_REVISION, 3L)
                .returningResult(PUBLICATION.ID)
                .fetchSingle()
                .value1();
    }
}
