package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOREFRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

class AbandonedLeasesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final Instant END = NOW.plusSeconds(15);
    private static final StorefrontId SHOP = new StorefrontId("shop");

    @TestOnEachDatabase
    void endsLeasesThatWouldLastLongerAndNothingElse(TestDatabase database) {
        DSLContext queries = database.database().queries();
        long listing = listing(queries);
        Instant late = NOW.plusSeconds(50);
        Instant soon = NOW.plusSeconds(5);
        long stock = publication(queries, listing, Aspect.STOCK, late, late);
        long price = publication(queries, listing, Aspect.PRICE, soon, soon);
        long waiting = publication(queries, listing, Aspect.CONTENT, late, null);

        attempt(queries, stock, 1, "applied", late);
        attempt(queries, stock, 2, null, late);
        attempt(queries, price, 1, null, soon);
        int ended = new AbandonedLeases(database.database()).endBy(END, List.of(SHOP));

        assertThat(ended).isEqualTo(1);
        assertThat(due(queries, stock)).isEqualTo(END);
        assertThat(due(queries, price)).isEqualTo(soon);
        assertThat(due(queries, waiting)).isEqualTo(late);
        assertThat(queries.select(ATTEMPT.DEADLINE_AT)
                        .from(ATTEMPT)
                        .orderBy(ATTEMPT.PUBLICATION_ID, ATTEMPT.NUMBER)
                        .fetch(ATTEMPT.DEADLINE_AT))
                .containsExactly(late, END, soon);
    }

    private static void attempt(
            DSLContext queries, long publication, long number, @Nullable String outcome, Instant deadline) {
        queries.insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, publication)
                .set(ATTEMPT.NUMBER, number)
                .set(ATTEMPT.KIND, "delta")
                .set(ATTEMPT.REVISION, 1L)
                .set(ATTEMPT.SENT, "-1")
                .set(ATTEMPT.SENT_AT, NOW)
                .set(ATTEMPT.DEADLINE_AT, deadline)
                .set(ATTEMPT.OUTCOME, outcome)
                .execute();
    }

    private static Instant due(DSLContext queries, long publication) {
        return queries.select(PUBLICATION.DUE_AT)
                .from(PUBLICATION)
                .where(PUBLICATION.ID.eq(publication))
                .fetchSingle()
                .value1();
    }

    private static long publication(
            DSLContext queries, long listing, Aspect aspect, Instant due, @Nullable Instant leaseUntil) {
        return queries.insertInto(PUBLICATION)
                .set(PUBLICATION.LISTING_ID, listing)
                .set(PUBLICATION.STOREFRONT_ID, SHOP.value())
                .set(PUBLICATION.ASPECT, aspect.id())
                .set(PUBLICATION.WANTED_REVISION, 1L)
                .set(PUBLICATION.URGENCY, 1)
                .set(PUBLICATION.DUE_AT, due)
                .set(PUBLICATION.LEASE_UNTIL, leaseUntil)
                .set(PUBLICATION.LEASE_OWNER, leaseUntil == null ? null : "node-of-before")
                .returningResult(PUBLICATION.ID)
                .fetchSingle()
                .value1();
    }

    private static long listing(DSLContext queries) {
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
        queries.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, SHOP.value())
                .set(STOREFRONT.CHANNEL, "mall")
                .set(STOREFRONT.SETTINGS_DIGEST, "x")
                .set(STOREFRONT.CREATED_AT, NOW)
                .execute();
        return queries.insertInto(LISTING)
                .set(LISTING.STOREFRONT_ID, SHOP.value())
                .set(LISTING.SKU_ID, sku)
                .set(LISTING.STATE, "live")
                .set(LISTING.CREATED_AT, NOW)
                .set(LISTING.UPDATED_AT, NOW)
                .returningResult(LISTING.ID)
                .fetchSingle()
                .value1();
    }
}
