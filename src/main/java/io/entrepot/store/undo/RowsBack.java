package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.IMPORT_ROW;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.PriceRecord;
import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import io.entrepot.store.undo.Change.Key;
import io.entrepot.store.undo.UndoReport.Left;
import io.entrepot.store.undo.UndoReport.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;

/** Takes products, SKUs and prices back, where they are still as the import left them. */
final class RowsBack {

    private static final String GONE = "it is gone";

    private final Kind kind;
    private final List<Change> done = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final List<UpdatableRecord<?>> changed = new ArrayList<>();
    private final List<UpdatableRecord<?>> removed = new ArrayList<>();

    private RowsBack(Kind kind) {
        this.kind = kind;
    }

    static Step products(DSLContext tx, List<Change> changes, Instant now) {
        RowsBack back = new RowsBack(Kind.PRODUCT_ROW);
        Map<String, ProductRecord> rows = tx.selectFrom(PRODUCT)
                .where(PRODUCT.CODE.in(codes(changes)))
                .orderBy(PRODUCT.ID)
                .forUpdate()
                .fetchMap(PRODUCT.CODE);
        Set<Long> used = new HashSet<>(tx.selectDistinct(SKU.PRODUCT_ID)
                .from(SKU)
                .where(SKU.PRODUCT_ID.in(
                        rows.values().stream().map(ProductRecord::getId).toList()))
                .fetch(SKU.PRODUCT_ID));
        for (Change change : changes) {
            ProductRecord row = rows.get(change.key().code());
            if (row == null) {
                back.leave(change, GONE);
            } else if (change.before() == null && used.contains(row.getId())) {
                back.leave(change, "the import made it, and it has SKUs that stay");
            } else if (back.take(change, row)) {
                row.setUpdatedAt(now);
            }
        }
        return back.write(tx);
    }

    static Step skus(DSLContext tx, List<Change> changes, Instant now) {
        RowsBack back = new RowsBack(Kind.SKU_ROW);
        Map<String, SkuRecord> rows = tx.selectFrom(SKU)
                .where(SKU.CODE.in(codes(changes)))
                .orderBy(SKU.ID)
                .forUpdate()
                .fetchMap(SKU.CODE);
        Set<String> made = new HashSet<>();
        changes.stream()
                .filter(change -> change.before() == null)
                .forEach(change -> made.add(change.key().code()));
        Map<Long, String> ties = Ties.of(
                tx,
                rows.values().stream()
                        .filter(row -> made.contains(row.getCode()))
                        .map(SkuRecord::getId)
                        .toList());
        List<Long> free = new ArrayList<>();
        for (Change change : changes) {
            SkuRecord row = rows.get(change.key().code());
            if (row == null) {
                back.leave(change, GONE);
            } else if (ties.containsKey(row.getId())) {
                back.leave(change, "the import made it, and it stays because " + ties.get(row.getId()));
            } else if (back.take(change, row)) {
                if (change.before() == null) {
                    free.add(row.getId());
                } else {
                    row.setUpdatedAt(now);
                }
            }
        }
        Ties.cut(tx, free);
        return back.write(tx);
    }

    static Step prices(DSLContext tx, long run, List<Change> changes) {
        RowsBack back = new RowsBack(Kind.PRICE_ROW);
        Map<Key, PriceRecord> rows = new HashMap<>();
        Map<Long, String> skus = tx.select(SKU.ID, SKU.CODE)
                .from(SKU)
                .where(SKU.CODE.in(codes(changes)))
                .fetchMap(SKU.ID, SKU.CODE);
        tx.selectFrom(PRICE)
                .where(PRICE.SKU_ID.in(skus.keySet()))
                .orderBy(PRICE.SKU_ID, PRICE.PRICE_LIST)
                .forUpdate()
                .forEach(row -> rows.put(new Key(skus.getOrDefault(row.getSkuId(), ""), row.getPriceList()), row));
        Set<String> staying = made(tx, run, changes, false);
        Set<String> gone = made(tx, run, changes, true);
        for (Change change : changes) {
            PriceRecord row = rows.get(change.key());
            if (change.before() == null && staying.contains(change.key().code())) {
                back.leave(change, "its SKU stays, and is not left without a price");
            } else if (row != null) {
                back.take(change, row);
            } else if (gone.contains(change.key().code())) {
                back.done.add(change);
            } else {
                back.leave(change, GONE);
            }
        }
        return back.write(tx);
    }

    /** The SKUs that the import made, of those named, and that are gone again, or stay. */
    private static Set<String> made(DSLContext tx, long run, List<Change> changes, boolean gone) {
        return new HashSet<>(tx.select(IMPORT_ROW.CODE)
                .from(IMPORT_ROW)
                .where(IMPORT_ROW.RUN_ID.eq(run))
                .and(IMPORT_ROW.KIND.eq(Kind.SKU_ROW.id()))
                .and(IMPORT_ROW.CODE.in(codes(changes)))
                .and(IMPORT_ROW.VALUE_BEFORE.isNull())
                .and(IMPORT_ROW.UNDONE.eq(DSL.inline(gone)))
                .fetch(IMPORT_ROW.CODE));
    }

    private static Set<String> codes(List<Change> changes) {
        Set<String> codes = new HashSet<>();
        changes.forEach(change -> codes.add(change.key().code()));
        return codes;
    }

    private void leave(Change change, String reason) {
        left.add(new Left(kind.id(), change.key().code(), change.key().place(), reason));
    }

    private <R extends UpdatableRecord<R>> boolean take(Change change, R row) {
        String now = kind.values((Record) row);
        if (!now.equals(change.after())) {
            leave(change, "it was changed since: " + kind.words(now));
            return false;
        }
        done.add(change);
        if (change.before() == null) {
            removed.add(row);
        } else {
            kind.fill(row, change.before());
            changed.add(row);
        }
        return true;
    }

    private Step write(DSLContext tx) {
        tx.batchUpdate(changed).execute();
        tx.batchDelete(removed).execute();
        Change.done(tx, done);
        return new Step(changed.size(), removed.size(), left);
    }
}
