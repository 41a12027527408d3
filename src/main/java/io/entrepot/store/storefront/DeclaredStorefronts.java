package io.entrepot.store.storefront;

import static io.entrepot.database.schema.Tables.STOREFRONT;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.store.publication.Listings;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.publication.Wants;
import java.time.Clock;
import java.time.Instant;
import org.jooq.DSLContext;

/** Brings the store in line with the configuration at start: new storefronts, and terms that were changed meanwhile. */
public final class DeclaredStorefronts {

    private final Database database;
    private final SalesTerms terms;
    private final Clock clock;

    /** Made once per process. */
    public DeclaredStorefronts(Database database, SalesTerms terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Declares one storefront, lists on it what is not listed yet, and, where its terms are not those of the last start, owes it
     * every stock and price anew.
     *
     * @param digest of all that affects the values it shows
     */
    public void declare(Terms storefront, String channel, String digest) {
        Instant now = clock.instant();
        database.transact(tx -> {
            String known = tx.select(STOREFRONT.SETTINGS_DIGEST)
                    .from(STOREFRONT)
                    .where(STOREFRONT.ID.eq(storefront.storefront().value()))
                    .forUpdate()
                    .fetchOne(STOREFRONT.SETTINGS_DIGEST);
            store(tx, storefront, channel, digest, now);
            Listings.ensureAll(tx, terms.of(storefront.storefront()), now);
            if (known != null && !known.equals(digest)) {
                Wants.raiseAll(tx, Aspect.STOCK, storefront.storefront(), now);
                Wants.raiseAll(tx, Aspect.PRICE, storefront.storefront(), now);
            }
        });
    }

    private static void store(DSLContext tx, Terms storefront, String channel, String digest, Instant now) {
        tx.insertInto(STOREFRONT)
                .set(STOREFRONT.ID, storefront.storefront().value())
                .set(STOREFRONT.CHANNEL, channel)
                .set(STOREFRONT.SETTINGS_DIGEST, digest)
                .set(STOREFRONT.CREATED_AT, now)
                .onDuplicateKeyUpdate()
                .set(STOREFRONT.CHANNEL, channel)
                .set(STOREFRONT.SETTINGS_DIGEST, digest)
                .execute();
    }
}
