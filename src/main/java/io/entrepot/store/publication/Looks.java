package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Claim;
import io.entrepot.sync.LookBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/** Goes through stock publications by when their storefront was last read. */
public final class Looks implements LookBook {

    /** What is owed something is considered again so much later. */
    private static final Duration PASSED_OVER = Duration.ofMinutes(5);

    private final Database database;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public Looks(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public Slice claim(StorefrontId storefront, int most, Instant lookedBefore, Instant now, Instant leaseUntil) {
        return database.inTransaction(tx -> {
            List<PublicationRecord> oldest = tx.selectFrom(PUBLICATION)
                    .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                    .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                    .and(PUBLICATION.LOOKED_AT.lt(lookedBefore))
                    .orderBy(database.lockingOrder(PUBLICATION.LOOKED_AT))
                    .limit(most)
                    .forUpdate()
                    .skipLocked()
                    .fetch();
            Set<Long> listed = listed(
                    tx, oldest.stream().map(PublicationRecord::getListingId).toList());
            List<PublicationRecord> quiet = oldest.stream()
                    .filter(row -> row.getDueAt() == null && listed.contains(row.getListingId()))
                    .toList();
            lease(tx, ids(quiet), leaseUntil);
            passOver(tx, ids(oldest), ids(quiet), lookedBefore, now);
            List<Claim> claims = quiet.stream()
                    .map(row -> new Claim(row.getId(), row.getListingId(), row.getAttempts() + 1, leaseUntil))
                    .toList();
            return new Slice(claims, oldest.size() == most);
        });
    }

    private static List<Long> ids(List<PublicationRecord> rows) {
        return rows.stream().map(PublicationRecord::getId).toList();
    }

    private static Set<Long> listed(DSLContext tx, Collection<Long> listings) {
        return new HashSet<>(tx.select(LISTING.ID)
                .from(LISTING)
                .where(LISTING.ID.in(listings))
                .and(LISTING.ITEM_ID.isNotNull())
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .fetch(LISTING.ID));
    }

    private void lease(DSLContext tx, List<Long> publications, Instant leaseUntil) {
        if (!publications.isEmpty()) {
            tx.update(PUBLICATION)
                    .set(PUBLICATION.ATTEMPTS, PUBLICATION.ATTEMPTS.plus(1))
                    .set(PUBLICATION.LEASE_OWNER, node)
                    .set(PUBLICATION.LEASE_UNTIL, leaseUntil)
                    .set(PUBLICATION.DUE_AT, leaseUntil)
                    .where(PUBLICATION.ID.in(publications))
                    .execute();
        }
    }

    private static void passOver(DSLContext tx, List<Long> all, List<Long> leased, Instant lookedBefore, Instant now) {
        List<Long> others = all.stream().filter(id -> !leased.contains(id)).toList();
        if (!others.isEmpty()) {
            Instant later = lookedBefore.plus(PASSED_OVER);
            tx.update(PUBLICATION)
                    .set(PUBLICATION.LOOKED_AT, later.isBefore(now) ? later : now)
                    .where(PUBLICATION.ID.in(others))
                    .execute();
        }
    }
}
