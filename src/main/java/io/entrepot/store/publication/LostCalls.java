package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;

import io.entrepot.sync.ContentBook.Step;
import io.entrepot.sync.Settlement.Result;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a content publication's calls of unknown outcome leave open.
 *
 * @param lastArrival the last moment at which one of them may have been done, or null when there is none
 * @param lastDone when the newest call was sent that the storefront took, or null when there is none
 */
record LostCalls(@Nullable Instant lastArrival, @Nullable Instant lastDone) {

    static final LostCalls NONE = new LostCalls(null, null);

    /** By publication. */
    static Map<Long, LostCalls> of(DSLContext tx, Collection<Long> publications) {
        Condition lost = ATTEMPT.OUTCOME.isNull().or(ATTEMPT.OUTCOME.eq(Result.UNKNOWN.id()));
        Condition done = ATTEMPT.OUTCOME.in(Result.APPLIED.id(), Result.ACCEPTED.id());
        return tx.select(
                        ATTEMPT.PUBLICATION_ID,
                        DSL.max(DSL.when(lost, ATTEMPT.DEADLINE_AT)),
                        DSL.max(DSL.when(done, ATTEMPT.SENT_AT)))
                .from(ATTEMPT)
                .where(ATTEMPT.PUBLICATION_ID.in(publications))
                .and(ATTEMPT.KIND.in(List.of(kind(Step.PUBLISH), kind(Step.LOOK_THEN_PUBLISH))))
                .groupBy(ATTEMPT.PUBLICATION_ID)
                .fetchMap(row -> row.value1(), row -> new LostCalls(row.value2(), row.value3()));
    }

    static String kind(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    boolean any() {
        return lastArrival != null;
    }

    /** Until when one of them may still be done, or null when none may. */
    @Nullable
    Instant mayLandUntil(Instant now) {
        return lastArrival == null || lastArrival.isBefore(now) ? null : lastArrival;
    }

    /** Whether one of them may have been done after what the storefront took last. */
    boolean mayHaveUndone() {
        return lastArrival != null && lastDone != null && !lastDone.isAfter(lastArrival);
    }
}
