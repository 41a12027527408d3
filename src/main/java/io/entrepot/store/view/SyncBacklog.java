package io.entrepot.store.view;

import static io.entrepot.database.schema.Tables.ATTENTION;
import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Counts what waits. Every count goes by an index that holds what waits and stops at {@link #MOST}, so that it costs what the
 * backlog costs, never what the catalogue does.
 */
public final class SyncBacklog {

    /** No count goes further than this. */
    public static final int MOST = 10_000;

    private static final int[] URGENCIES = {0, 1, 2};

    private final Database database;

    /** On that database. */
    public SyncBacklog(Database database) {
        this.database = database;
    }

    /** What one lane is owed now. */
    public LaneBacklog lane(StorefrontId storefront, Aspect aspect, Instant now) {
        if (aspect == Aspect.SHIPMENTS) {
            return notices(storefront, now);
        }
        Table<?> owed = owed(storefront, aspect);
        Field<Instant> dueAt = Objects.requireNonNull(owed.field(PUBLICATION.DUE_AT));
        Field<Integer> failures = Objects.requireNonNull(owed.field(PUBLICATION.FAILURES));
        Field<Instant> wantedAt = Objects.requireNonNull(owed.field(PUBLICATION.WANTED_AT));
        return database.queries()
                .select(DSL.count(), number(dueAt.le(now)), number(failures.gt(0)), DSL.min(wantedAt))
                .from(owed)
                .fetchSingle(row -> new LaneBacklog(row.value2(), row.value1(), row.value3(), row.value4()));
    }

    private LaneBacklog notices(StorefrontId storefront, Instant now) {
        Table<?> owed = DSL.select(ORDER_NOTICE.DUE_AT, ORDER_NOTICE.FAILURES, ORDER_NOTICE.MADE_AT)
                .from(ORDER_NOTICE)
                .where(ORDER_NOTICE.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDER_NOTICE.DUE_AT.ge(Instant.EPOCH))
                .limit(MOST)
                .asTable("owed");
        Field<Instant> dueAt = Objects.requireNonNull(owed.field(ORDER_NOTICE.DUE_AT));
        Field<Integer> failures = Objects.requireNonNull(owed.field(ORDER_NOTICE.FAILURES));
        return database.queries()
                .select(
                        DSL.count(),
                        number(dueAt.le(now)),
                        number(failures.gt(0)),
                        DSL.min(owed.field(ORDER_NOTICE.MADE_AT)))
                .from(owed)
                .fetchSingle(row -> new LaneBacklog(row.value2(), row.value1(), row.value3(), row.value4()));
    }

    /** An index range for each urgency, because a range over {@code due_at} alone leaves out the clean ones (null). */
    private static Table<?> owed(StorefrontId storefront, Aspect aspect) {
        Select<?> all = null;
        for (int urgency : URGENCIES) {
            Select<?> one = DSL.selectFrom(DSL.select(PUBLICATION.DUE_AT, PUBLICATION.FAILURES, PUBLICATION.WANTED_AT)
                    .from(PUBLICATION)
                    .where(PUBLICATION.STOREFRONT_ID.eq(storefront.value()))
                    .and(PUBLICATION.ASPECT.eq(aspect.id()))
                    .and(PUBLICATION.URGENCY.eq(urgency))
                    .and(PUBLICATION.DUE_AT.ge(Instant.EPOCH))
                    .limit(MOST)
                    .asTable("urgency" + urgency));
            all = all == null ? one : union(all, one);
        }
        return Objects.requireNonNull(all).asTable("owed");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Select<?> union(Select all, Select one) {
        return all.unionAll(one);
    }

    private static Field<Integer> number(Condition condition) {
        return DSL.count(DSL.when(condition, DSL.inline(1)));
    }

    /** Raw records that have not yet taken effect. */
    public Waiting inbox() {
        return waiting(INBOX, INBOX.DUE_AT, INBOX.DUE_AT.ge(Instant.EPOCH), INBOX.DUE_AT);
    }

    /** Changes in the store that the projector has not yet taken. */
    public Waiting changes() {
        return waiting(CHANGE_LOG, CHANGE_LOG.MADE_AT, DSL.noCondition(), CHANGE_LOG.ID);
    }

    /** Open attention items. */
    public int attention() {
        return waiting(ATTENTION, ATTENTION.LAST_AT, ATTENTION.STATE.eq("open"), ATTENTION.LAST_AT)
                .rows();
    }

    private Waiting waiting(Table<?> table, TableField<?, Instant> since, Condition which, TableField<?, ?> order) {
        Table<?> rows = DSL.select((SelectField<?>) since)
                .from(table)
                .where(which)
                .orderBy(order)
                .limit(MOST)
                .asTable("waiting");
        Field<@Nullable Instant> oldest = DSL.min(Objects.requireNonNull(rows.field(since)));
        return database.queries()
                .select(DSL.count(), oldest)
                .from(rows)
                .fetchSingle(row -> new Waiting(row.value1(), row.value2()));
    }
}
