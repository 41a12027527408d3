package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Failure;
import io.entrepot.sync.Settlement;
import io.entrepot.sync.Worklist;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The notices that are owed to a storefront, the oldest first. */
public final class NoticeWorklist implements Worklist {

    /** After so many failures in a row a person is told. */
    private static final int PATIENCE = 5;

    private final Database database;
    private final Attention attention;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public NoticeWorklist(Database database, Attention attention, String node) {
        this.database = database;
        this.attention = attention;
        this.node = node;
    }

    @Override
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil) {
        return database.inTransaction(tx -> {
            List<OrderNoticeRecord> due = tx.selectFrom(ORDER_NOTICE)
                    .where(ORDER_NOTICE.STOREFRONT_ID.eq(storefront.value()))
                    .and(ORDER_NOTICE.DUE_AT.between(Instant.EPOCH, now))
                    .orderBy(database.lockingOrder(ORDER_NOTICE.DUE_AT))
                    .limit(most)
                    .forUpdate()
                    .skipLocked()
                    .fetch();
            if (due.isEmpty()) {
                return List.of();
            }
            tx.update(ORDER_NOTICE)
                    .set(ORDER_NOTICE.ATTEMPTS, ORDER_NOTICE.ATTEMPTS.plus(1))
                    .set(ORDER_NOTICE.LEASE_OWNER, node)
                    .set(ORDER_NOTICE.LEASE_UNTIL, leaseUntil)
                    .set(ORDER_NOTICE.DUE_AT, leaseUntil)
                    .where(ORDER_NOTICE.ID.in(
                            due.stream().map(OrderNoticeRecord::getId).toList()))
                    .execute();
            return due.stream()
                    .map(row -> new Claim(row.getId(), row.getOrderId(), row.getAttempts() + 1, leaseUntil))
                    .toList();
        });
    }

    @Override
    public Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect) {
        return Optional.ofNullable(database.queries()
                .select(DSL.min(ORDER_NOTICE.DUE_AT))
                .from(ORDER_NOTICE)
                .where(ORDER_NOTICE.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDER_NOTICE.DUE_AT.ge(Instant.EPOCH))
                .fetchSingle()
                .value1());
    }

    @Override
    public void release(Collection<Claim> claims, Instant dueAt) {
        database.transact(tx -> claims.forEach(claim -> tx.update(ORDER_NOTICE)
                .set(ORDER_NOTICE.DUE_AT, dueAt)
                .setNull(ORDER_NOTICE.LEASE_OWNER)
                .setNull(ORDER_NOTICE.LEASE_UNTIL)
                .where(held(node, claim))
                .execute()));
    }

    static Condition held(String node, Claim claim) {
        return ORDER_NOTICE
                .ID
                .eq(claim.publication())
                .and(ORDER_NOTICE.ATTEMPTS.eq(claim.lease()))
                .and(ORDER_NOTICE.LEASE_OWNER.eq(node));
    }

    @Override
    public void settle(List<Settlement> settlements, Instant now) {
        database.transact(tx -> settlements.forEach(each -> settle(tx, each, now)));
    }

    private void settle(DSLContext tx, Settlement settlement, Instant now) {
        OrderNoticeRecord row = tx.selectFrom(ORDER_NOTICE)
                .where(held(node, settlement.claim()))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return;
        }
        row.setLeaseOwner(null);
        row.setLeaseUntil(null);
        Failure failure = settlement.error();
        row.setErrorCode(failure == null ? null : failure.code().value());
        row.setError(failure == null ? null : cut(failure.message()));
        row.setDueAt(settlement.dueAt());
        String subject = subject(row);
        if (failure != null) {
            boolean refused = failure.needsPerson();
            row.setFailures(row.getFailures() + 1);
            row.setState(refused ? Notices.REFUSED : Notices.OWED);
            row.setDueAt(refused ? null : settlement.dueAt());
            if (refused || row.getFailures() >= PATIENCE) {
                attention.raise(tx, subject, row.getStorefrontId(), failure.code(), cause(tx, row, failure));
            }
        } else if (settlement.verified()) {
            boolean newest = row.getRevision() <= settlement.accepted();
            row.setFailures(0);
            row.setToldAt(now);
            row.setState(newest ? Notices.TOLD : Notices.OWED);
            row.setDueAt(newest ? null : now);
            attention.resolve(tx, subject);
        }
        row.update();
    }

    static String subject(OrderNoticeRecord row) {
        return "order-notice/" + row.getId();
    }

    private static String cause(DSLContext tx, OrderNoticeRecord row, Failure failure) {
        String order = Objects.requireNonNull(tx.select(ORDERS.ORDER_NO)
                .from(ORDERS)
                .where(ORDERS.ID.eq(row.getOrderId()))
                .fetchSingle()
                .value1());
        return row.getKind() + " '" + row.getCode() + "' of order " + order + " was not taken: " + failure.message();
    }

    private static String cut(String message) {
        return message.length() <= 1000 ? message : message.substring(0, 999) + "…";
    }
}
