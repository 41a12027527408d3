package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;

import io.entrepot.database.schema.tables.records.StockLevelRecord;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Move;
import io.entrepot.store.undo.UndoReport.Left;
import io.entrepot.store.undo.UndoReport.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Takes counted stock back, by the difference that the import made: what orders have taken since stays taken. Where
 * anything else has changed the stock since, it is left.
 */
final class StockBack {

    private StockBack() {}

    private record Place(@Nullable Long sku, @Nullable Long location) {}

    static Step take(DSLContext tx, long run, List<Change> changes, Instant now) {
        Map<String, Long> skus = tx.select(SKU.CODE, SKU.ID)
                .from(SKU)
                .where(SKU.CODE.in(
                        changes.stream().map(change -> change.key().code()).toList()))
                .fetchMap(SKU.CODE, SKU.ID);
        Map<String, Long> locations =
                tx.select(LOCATION.CODE, LOCATION.ID).from(LOCATION).fetchMap(LOCATION.CODE, LOCATION.ID);
        Map<Place, StockLevelRecord> levels = new HashMap<>();
        tx.selectFrom(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.in(skus.values()))
                .orderBy(STOCK_LEVEL.SKU_ID, STOCK_LEVEL.LOCATION_ID)
                .forUpdate()
                .forEach(row -> levels.put(new Place(row.getSkuId(), row.getLocationId()), row));
        Map<Place, Instant> counted = counted(tx, run, skus.values(), changes);
        List<Left> left = new ArrayList<>();
        List<Change> done = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (Change change : changes) {
            Place place = new Place(
                    skus.get(change.key().code()), locations.get(change.key().place()));
            StockLevelRecord level = levels.get(place);
            Instant since = counted.get(place);
            long back = before(change) - Kind.STOCK_ROW.number(change.after());
            if (level == null) {
                left.add(left(change, "it is not held there any more"));
            } else if (since != null && !since.isBefore(change.notedAt())) {
                left.add(left(change, "it was counted again since, and is " + level.getOnHand() + " now"));
            } else if (level.getOnHand() + back < 0) {
                left.add(left(
                        change,
                        "more was shipped since than the " + before(change) + " there were before; " + level.getOnHand()
                                + " are left"));
            } else {
                done.add(change);
                moves.add(move(run, change, level, back));
            }
        }
        if (!moves.isEmpty()) {
            StockLevels.move(tx, moves, "undo", now);
        }
        Change.done(tx, done);
        return new Step(done.size(), 0, left);
    }

    private static long before(Change change) {
        return change.before() == null ? 0 : Kind.STOCK_ROW.number(change.before());
    }

    private static Move move(long run, Change change, StockLevelRecord level, long back) {
        String key = "undo-" + ImportRun.movements(run) + change.key().code() + "/"
                + change.key().place();
        return new Move(level.getSkuId(), level.getLocationId(), back, 0, key);
    }

    private static Left left(Change change, String reason) {
        return new Left(Kind.STOCK_ROW.id(), change.key().code(), change.key().place(), reason);
    }

    /** When each place was last counted since the import began, by somebody else; also what no projector has seen yet. */
    private static Map<Place, Instant> counted(DSLContext tx, long run, Iterable<Long> skus, List<Change> changes) {
        Instant first =
                changes.stream().map(Change::notedAt).min(Instant::compareTo).orElseThrow();
        List<Long> ids = new ArrayList<>();
        skus.forEach(ids::add);
        Map<Place, Instant> counted = new HashMap<>();
        tx.select(STOCK_MOVEMENT.SKU_ID, STOCK_MOVEMENT.LOCATION_ID, DSL.max(STOCK_MOVEMENT.MADE_AT))
                .from(STOCK_MOVEMENT)
                .where(STOCK_MOVEMENT.SKU_ID.in(ids))
                .and(STOCK_MOVEMENT.MADE_AT.ge(first))
                .and(STOCK_MOVEMENT.ON_HAND_CHANGE.ne(0L))
                .and(STOCK_MOVEMENT.BUSINESS_KEY.notLike("order/%"))
                .and(STOCK_MOVEMENT.BUSINESS_KEY.notLike(ImportRun.movements(run) + "%"))
                .groupBy(STOCK_MOVEMENT.SKU_ID, STOCK_MOVEMENT.LOCATION_ID)
                .forEach(row -> counted.put(new Place(row.value1(), row.value2()), row.value3()));
        tx.selectFrom(CHANGE_LOG)
                .where(CHANGE_LOG.KIND.eq("stock"))
                .and(CHANGE_LOG.OWN.eq(DSL.inline(false)))
                .and(CHANGE_LOG.SUBJECT_ID.in(ids))
                .forEach(row -> counted.put(
                        new Place(row.getSubjectId(), Objects.requireNonNull(row.getLocationId())), Instant.MAX));
        return counted;
    }
}
