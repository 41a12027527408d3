package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.Claim;
import io.entrepot.sync.PriceBook;
import io.entrepot.sync.Settlement.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads each listing's price from the storefront's price list as it is sent. */
public final class PriceCases implements PriceBook {

    /** A price that is held is looked at again after so long, unless somebody decides before. */
    private static final Duration BRAKED = Duration.ofMinutes(5);

    private final Database database;
    private final SalesTerms terms;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public PriceCases(Database database, SalesTerms terms, String node) {
        this.database = database;
        this.terms = terms;
        this.node = node;
    }

    @Override
    public List<PriceCase> open(
            StorefrontId storefront, List<Claim> claims, boolean readable, Instant now, Instant lastArrival) {
        return database.inTransaction(tx -> {
            Terms terms = this.terms.of(storefront);
            Map<Long, PublicationRecord> held = Leases.held(tx, node, claims);
            Map<Long, Record> rows = rows(tx, terms, claims);
            leaveBraked(tx, terms, held, rows, now);
            Map<Long, Instant> open = mayLandUntil(tx, claims, now);
            List<PriceCase> cases = new ArrayList<>();
            List<Query> attempts = new ArrayList<>();
            for (Claim claim : claims) {
                PublicationRecord held1 = held.get(claim.publication());
                if (held1 != null) {
                    PriceCase price = priceCase(
                            terms,
                            claim,
                            held1,
                            Objects.requireNonNull(rows.get(claim.listing())),
                            readable,
                            open.get(claim.publication()));
                    cases.add(price);
                    if (price.price() != null && !price.toSee()) {
                        attempts.add(attempt(tx, price, now, lastArrival));
                    }
                }
            }
            Statements.run(tx, attempts);
            return cases;
        });
    }

    /** What a brake holds is given back, to be looked at again later. */
    private static void leaveBraked(
            DSLContext tx, Terms terms, Map<Long, PublicationRecord> held, Map<Long, Record> rows, Instant now) {
        List<Long> skus =
                rows.values().stream().map(row -> row.get(LISTING.SKU_ID)).toList();
        Set<Long> braked = Braked.of(tx, terms.storefront(), Aspect.PRICE, skus).keySet();
        List<Long> left = held.values().stream()
                .filter(row -> braked.contains(
                        Objects.requireNonNull(rows.get(row.getListingId())).get(LISTING.SKU_ID)))
                .map(PublicationRecord::getId)
                .toList();
        held.keySet().removeAll(left);
        if (!left.isEmpty()) {
            tx.update(PUBLICATION)
                    .set(PUBLICATION.DUE_AT, now.plus(BRAKED))
                    .setNull(PUBLICATION.LEASE_OWNER)
                    .setNull(PUBLICATION.LEASE_UNTIL)
                    .where(PUBLICATION.ID.in(left))
                    .execute();
        }
    }

    private static Map<Long, Record> rows(DSLContext tx, Terms terms, List<Claim> claims) {
        return tx.select(LISTING.ID, LISTING.SKU_ID, LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID, SKU.CODE)
                .select(PRICE.AMOUNT, PRICE.COMPARE_AT_AMOUNT)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .leftJoin(PRICE)
                .on(PRICE.SKU_ID.eq(LISTING.SKU_ID))
                .and(PRICE.PRICE_LIST.eq(terms.priceList()))
                .and(PRICE.CURRENCY.eq(terms.currency().getCurrencyCode()))
                .where(LISTING.ID.in(claims.stream().map(Claim::listing).toList()))
                .fetchMap(LISTING.ID, row -> (Record) row);
    }

    /** Attempts without an outcome are those of a process that died, or lost its lease. */
    private static Map<Long, Instant> mayLandUntil(DSLContext tx, List<Claim> claims, Instant now) {
        return tx.select(ATTEMPT.PUBLICATION_ID, DSL.max(ATTEMPT.DEADLINE_AT))
                .from(ATTEMPT)
                .where(ATTEMPT.PUBLICATION_ID.in(
                        claims.stream().map(Claim::publication).toList()))
                .and(ATTEMPT.OUTCOME.isNull().or(ATTEMPT.OUTCOME.eq(Result.UNKNOWN.id())))
                .and(ATTEMPT.DEADLINE_AT.ge(now))
                .groupBy(ATTEMPT.PUBLICATION_ID)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    private static PriceCase priceCase(
            Terms terms,
            Claim claim,
            PublicationRecord held,
            Record row,
            boolean readable,
            @Nullable Instant olderMayLandUntil) {
        Long amount = row.get(PRICE.AMOUNT);
        Long compareAt = row.get(PRICE.COMPARE_AT_AMOUNT);
        return new PriceCase(
                claim,
                new ListingKey(terms.storefront(), row.get(LISTING.ITEM_ID), row.get(LISTING.CHANNEL_SKU_ID)),
                row.get(SKU.CODE),
                terms.currency().getCurrencyCode(),
                amount == null ? null : new Money(amount, terms.currency()),
                compareAt == null ? null : new Money(compareAt, terms.currency()),
                held.getWantedRevision(),
                held.getFailures(),
                readable && olderMayLandUntil == null && held.getAcceptedRevision() >= held.getWantedRevision(),
                olderMayLandUntil);
    }

    private static Query attempt(DSLContext tx, PriceCase price, Instant now, Instant lastArrival) {
        return tx.insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, price.claim().publication())
                .set(ATTEMPT.NUMBER, price.claim().lease())
                .set(ATTEMPT.KIND, "price")
                .set(ATTEMPT.REVISION, price.revision())
                .set(ATTEMPT.SENT, price.listing() + " " + price.price())
                .set(
                        ATTEMPT.SHOWS,
                        price.price() == null
                                ? null
                                : String.valueOf(price.price().minor()))
                .set(ATTEMPT.SENT_AT, now)
                .set(ATTEMPT.DEADLINE_AT, lastArrival);
    }
}
