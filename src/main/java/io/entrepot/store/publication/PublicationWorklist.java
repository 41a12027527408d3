package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Settlement;
import io.entrepot.sync.Worklist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The worklist in the publication table: what is due stands in an index that holds nothing else. */
public final class PublicationWorklist implements Worklist {

    private static final int[] ALL = {0, 1, Claim.ELSE};
    private static final int[] OF_CONTENT = {Claim.ELSE};

    private final Database database;
    private final String node;
    private final OutdatedTerms outdated;
    private final Settlements settlements;

    /**
     * @param node names this process in leases
     */
    public PublicationWorklist(Database database, SalesTerms terms, Attention attention, LagRecord lag, String node) {
        this.database = database;
        this.node = node;
        this.outdated = new OutdatedTerms(terms);
        this.settlements = new Settlements(database, outdated, attention, lag, node);
    }

    @Override
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil) {
        return claim(storefront, aspect, urgencies(aspect), most, now, leaseUntil);
    }

    @Override
    public List<Claim> claimMoreUrgent(
            StorefrontId storefront, Aspect aspect, int urgency, int most, Instant now, Instant leaseUntil) {
        return claim(storefront, aspect, moreUrgentThan(urgency, aspect), most, now, leaseUntil);
    }

    /** Content is never urgent; looking for more would cost each idle lane two questions. */
    private static int[] urgencies(Aspect aspect) {
        return aspect == Aspect.CONTENT ? OF_CONTENT : ALL;
    }

    private static int[] moreUrgentThan(int urgency, Aspect aspect) {
        return Arrays.stream(urgencies(aspect)).filter(each -> each < urgency).toArray();
    }

    private List<Claim> claim(
            StorefrontId storefront, Aspect aspect, int[] urgencies, int most, Instant now, Instant leaseUntil) {
        if (outdated.areOf(storefront)) {
            return List.of();
        }
        return database.inTransaction(tx -> {
            List<PublicationRecord> due = new ArrayList<>();
            for (int urgency : urgencies) {
                if (due.size() < most) {
                    due.addAll(tx.select(
                                    PUBLICATION.ID,
                                    PUBLICATION.LISTING_ID,
                                    PUBLICATION.ATTEMPTS,
                                    PUBLICATION.URGENCY,
                                    PUBLICATION.LEASE_OWNER)
                            .from(PUBLICATION)
                            .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                            .and(PUBLICATION.ASPECT.eq(aspect.id()))
                            .and(PUBLICATION.URGENCY.eq(urgency))
                            .and(PUBLICATION.DUE_AT.between(Instant.EPOCH, now))
                            .orderBy(database.lockingOrder(PUBLICATION.DUE_AT))
                            .limit(most - due.size())
                            .forUpdate()
                            .skipLocked()
                            .fetchInto(PUBLICATION));
                }
            }
            if (due.isEmpty()) {
                return List.of();
            }
            forgetLostAttempts(tx, due);
            List<Long> ids = due.stream().map(PublicationRecord::getId).toList();
            tx.update(PUBLICATION)
                    .set(PUBLICATION.ATTEMPTS, PUBLICATION.ATTEMPTS.plus(1))
                    .set(PUBLICATION.LEASE_OWNER, node)
                    .set(PUBLICATION.LEASE_UNTIL, leaseUntil)
                    .set(PUBLICATION.DUE_AT, leaseUntil)
                    .where(PUBLICATION.ID.in(ids))
                    .execute();
            return due.stream()
                    .map(row -> new Claim(
                            row.getId(), row.getListingId(), row.getAttempts() + 1, leaseUntil, row.getUrgency()))
                    .toList();
        });
    }

    private static void forgetLostAttempts(DSLContext tx, List<PublicationRecord> due) {
        List<Long> lost = due.stream()
                .filter(row -> row.getLeaseOwner() != null)
                .map(PublicationRecord::getId)
                .toList();
        if (!lost.isEmpty()) {
            tx.update(ATTEMPT)
                    .set(ATTEMPT.OUTCOME, Settlement.Result.UNKNOWN.id())
                    .set(ATTEMPT.MESSAGE, "the lease was lost before the outcome was known")
                    .where(ATTEMPT.PUBLICATION_ID.in(lost))
                    .and(ATTEMPT.OUTCOME.isNull())
                    .execute();
        }
    }

    @Override
    public Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect) {
        return nextDue(storefront, aspect, urgencies(aspect));
    }

    @Override
    public Optional<Instant> nextDueMoreUrgent(StorefrontId storefront, Aspect aspect, int urgency) {
        int[] urgencies = moreUrgentThan(urgency, aspect);
        return urgencies.length == 0 ? Optional.empty() : nextDue(storefront, aspect, urgencies);
    }

    private Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect, int[] urgencies) {
        if (outdated.areOf(storefront)) {
            return Optional.empty();
        }
        // One row of three subqueries: H2 keeps a parsed select, but never a parsed union.
        List<Field<Instant>> earliest = Arrays.stream(urgencies)
                .mapToObj(urgency -> earliestDue(storefront, aspect, urgency))
                .toList();
        // By their places: what maps a whole record compares its fields, which for subqueries means their texts.
        Record row = database.queries().select(earliest).fetchSingle();
        return IntStream.range(0, earliest.size())
                .mapToObj(row::get)
                .filter(Objects::nonNull)
                .map(Instant.class::cast)
                .min(Comparator.naturalOrder());
    }

    private static Field<Instant> earliestDue(StorefrontId storefront, Aspect aspect, int urgency) {
        return DSL.field(DSL.select(PUBLICATION.DUE_AT)
                .from(PUBLICATION)
                .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                .and(PUBLICATION.ASPECT.eq(aspect.id()))
                .and(PUBLICATION.URGENCY.eq(urgency))
                .and(PUBLICATION.DUE_AT.ge(Instant.EPOCH))
                .orderBy(PUBLICATION.STOREFRONT_ID, PUBLICATION.ASPECT, PUBLICATION.URGENCY, PUBLICATION.DUE_AT)
                .limit(1));
    }

    @Override
    public void release(Collection<Claim> claims, Instant dueAt) {
        if (claims.isEmpty()) {
            return;
        }
        database.transact(tx -> {
            List<Query> updates = new ArrayList<>();
            for (Claim claim : claims) {
                updates.add(tx.update(PUBLICATION)
                        .set(PUBLICATION.DUE_AT, dueAt)
                        .setNull(PUBLICATION.LEASE_OWNER)
                        .setNull(PUBLICATION.LEASE_UNTIL)
                        .where(PUBLICATION.ID.eq(claim.publication()))
                        .and(PUBLICATION.ATTEMPTS.eq(claim.lease()))
                        .and(PUBLICATION.LEASE_OWNER.eq(node)));
            }
            Statements.run(tx, updates);
        });
    }

    @Override
    public void settle(List<Settlement> done, Instant now) {
        settlements.take(done, now);
    }
}
