package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.STOREFRONT;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Failure;
import io.entrepot.sync.Settlement;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Worklist;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worklist in the publication table: what is due stands in an index that holds nothing else. */
public final class PublicationWorklist implements Worklist {

    private static final Logger LOG = LoggerFactory.getLogger(PublicationWorklist.class);
    private static final int[] ALL = {0, 1, Claim.ELSE};
    private static final int[] OF_CONTENT = {Claim.ELSE};

    /** After so many failures in a row a person is told. */
    private static final int PATIENCE = 5;

    private final Database database;
    private final SalesTerms terms;
    private final Attention attention;
    private final LagRecord lag;
    private final String node;
    private final Set<String> outdated = ConcurrentHashMap.newKeySet();

    /**
     * @param node names this process in leases
     */
    public PublicationWorklist(Database database, SalesTerms terms, Attention attention, LagRecord lag, String node) {
        this.database = database;
        this.terms = terms;
        this.attention = attention;
        this.lag = lag;
        this.node = node;
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
        if (outdated.contains(storefront.value())) {
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
                    .set(ATTEMPT.OUTCOME, name(Settlement.Result.UNKNOWN))
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
        if (outdated.contains(storefront.value())) {
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
    public void settle(List<Settlement> settlements, Instant now) {
        if (settlements.isEmpty()) {
            return;
        }
        List<Runnable> lags = database.inTransaction(tx -> {
            Map<Long, PublicationRecord> rows = Leases.held(
                    tx, node, settlements.stream().map(Settlement::claim).toList());
            Writes writes = new Writes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            List<Runnable> taken = new ArrayList<>();
            findOutdated(tx, rows.values());
            for (Settlement settlement : settlements) {
                PublicationRecord row = rows.get(settlement.claim().publication());
                if (row == null) {
                    continue;
                }
                if (row.getWantedAt() != null) {
                    taken.addAll(lags(settlement, row, Duration.between(row.getWantedAt(), now)));
                }
                Failure error = settlement.error();
                if (error != null && (error.needsPerson() || row.getFailures() + 1 >= PATIENCE)) {
                    attention.raise(tx, subject(row), row.getStorefrontId(), error.code(), error.message());
                } else if (error == null && settlement.accepted() > 0 && hasFailed(row)) {
                    attention.resolve(tx, subject(row));
                }
                writes.add(tx, settlement, now);
                apply(settlement, row, now);
                if (outdated.contains(row.getStorefrontId())) {
                    oweAnew(row, settlement, now);
                }
                writes.publications().add(update(tx, row));
            }
            writes.run(tx);
            return taken;
        });
        lags.forEach(Runnable::run);
    }

    /**
     * Another process may have been started with newer terms than ours. What we computed by the old ones is owed anew then, and
     * we take no more: else the last to write would be whoever knows less.
     */
    private void findOutdated(DSLContext tx, Collection<PublicationRecord> rows) {
        Set<String> storefronts =
                rows.stream().map(PublicationRecord::getStorefrontId).collect(Collectors.toSet());
        tx.select(STOREFRONT.ID, STOREFRONT.SETTINGS_DIGEST)
                .from(STOREFRONT)
                .where(STOREFRONT.ID.in(storefronts))
                .forEach(row -> {
                    String ours = terms.of(new StorefrontId(row.value1())).digest();
                    if (!ours.equals(row.value2()) && outdated.add(row.value1())) {
                        LOG.warn(
                                "{} was given other terms by a process started later; this one writes nothing to it until it is started again",
                                row.value1());
                    }
                });
    }

    private static void oweAnew(PublicationRecord row, Settlement settlement, Instant now) {
        if (settlement.accepted() > 0) {
            row.setWantedRevision(row.getWantedRevision() + 1);
            row.setDueAt(now);
            row.setWantedAt(settlement.computedAt());
        }
    }

    private List<Runnable> lags(Settlement settlement, PublicationRecord row, Duration sinceWanted) {
        StorefrontId storefront = new StorefrontId(row.getStorefrontId());
        Aspect aspect = Aspect.of(row.getAspect());
        List<Runnable> lags = new ArrayList<>();
        if (settlement.accepted() > row.getAcceptedRevision()) {
            lags.add(() -> lag.accepted(storefront, aspect, sinceWanted));
        }
        if (settlement.verified()) {
            lags.add(() -> lag.verified(storefront, aspect, sinceWanted));
        }
        return lags;
    }

    private static String subject(PublicationRecord row) {
        return "publication/" + row.getId();
    }

    /** Since it was accepted last. The newest error may be forgotten already: a look that found nothing wrong came between. */
    private static boolean hasFailed(PublicationRecord row) {
        return row.getFailures() > 0 || row.getErrorCode() != null;
    }

    private static void apply(Settlement settlement, PublicationRecord row, Instant now) {
        row.setLeaseOwner(null);
        row.setLeaseUntil(null);
        Failure error = settlement.error();
        row.setErrorCode(error == null ? null : error.code().value());
        row.setError(error == null ? null : cut(error.message()));
        row.setDueAt(settlement.dueAt() == null ? row.getHeldUntil() : settlement.dueAt());
        if (settlement.shown() != null) {
            row.setLookedAt(now);
        }
        if (error != null) {
            row.setFailures(row.getFailures() + 1);
        }
        if (settlement.accepted() > 0) {
            row.setFailures(0);
            row.setAcceptedRevision(Math.max(row.getAcceptedRevision(), settlement.accepted()));
            if (settlement.verified()) {
                row.setVerifiedRevision(Math.max(row.getVerifiedRevision(), settlement.accepted()));
                row.setVerifiedAt(now);
            }
            if (row.getWantedRevision() > settlement.accepted()) {
                row.setDueAt(now);
                row.setWantedAt(settlement.computedAt());
            } else {
                row.setUrgency(Claim.ELSE);
                row.setWantedAt(settlement.verified() ? null : row.getWantedAt());
            }
        }
    }

    private static Query update(DSLContext tx, PublicationRecord row) {
        return tx.update(PUBLICATION)
                .set(PUBLICATION.LEASE_OWNER, row.getLeaseOwner())
                .set(PUBLICATION.LEASE_UNTIL, row.getLeaseUntil())
                .set(PUBLICATION.ERROR_CODE, row.getErrorCode())
                .set(PUBLICATION.ERROR, row.getError())
                .set(PUBLICATION.DUE_AT, row.getDueAt())
                .set(PUBLICATION.FAILURES, row.getFailures())
                .set(PUBLICATION.WANTED_REVISION, row.getWantedRevision())
                .set(PUBLICATION.ACCEPTED_REVISION, row.getAcceptedRevision())
                .set(PUBLICATION.VERIFIED_REVISION, row.getVerifiedRevision())
                .set(PUBLICATION.VERIFIED_AT, row.getVerifiedAt())
                .set(PUBLICATION.LOOKED_AT, row.getLookedAt())
                .set(PUBLICATION.URGENCY, row.getUrgency())
                .set(PUBLICATION.WANTED_AT, row.getWantedAt())
                .where(PUBLICATION.ID.eq(row.getId()));
    }

    /** What becomes of settlements in each table. */
    private record Writes(List<Query> attempts, List<Query> reads, List<Query> publications) {

        void add(DSLContext tx, Settlement settlement, Instant now) {
            Claim claim = settlement.claim();
            if (settlement.attempt() != null) {
                attempts.add(ended(tx, claim, settlement.attempt(), now));
            }
            if (settlement.shown() != null) {
                reads.add(LedgerRows.insert(tx, claim.publication(), settlement.shown()));
            }
        }

        void run(DSLContext tx) {
            Statements.run(tx, attempts);
            Statements.run(tx, reads);
            Statements.run(tx, publications);
        }
    }

    private static Query ended(DSLContext tx, Claim claim, AttemptEnd end, Instant now) {
        Failure failure = end.failure();
        return tx.update(ATTEMPT)
                .set(ATTEMPT.OUTCOME, name(end.result()))
                .set(ATTEMPT.ENDED_AT, now)
                .set(ATTEMPT.DEADLINE_AT, end.lastArrival())
                .set(ATTEMPT.ERROR_CODE, failure == null ? null : failure.code().value())
                .set(ATTEMPT.MESSAGE, failure == null ? null : cut(failure.message()))
                .set(ATTEMPT.TICKET, end.ticket())
                .where(ATTEMPT.PUBLICATION_ID.eq(claim.publication()))
                .and(ATTEMPT.NUMBER.eq(claim.lease()));
    }

    static String name(Settlement.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String message) {
        return message.length() <= 1000 ? message : message.substring(0, 999) + "…";
    }
}
