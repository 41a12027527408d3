package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.IMPORT_ROW;
import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.Statements;
import io.entrepot.store.trace.WriteTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/** One import: notes in each of its transactions what that changes. */
public final class ImportRun implements WriteTrace {

    private final long id;

    ImportRun(long id) {
        this.id = id;
    }

    /** Names it. */
    public long id() {
        return id;
    }

    /** What the business keys of its movements of stock begin with. */
    public String movements() {
        return movements(id);
    }

    static String movements(long id) {
        return "import-" + id + "-";
    }

    @Override
    public void writing(
            DSLContext tx,
            List<? extends UpdatableRecord<?>> created,
            List<? extends UpdatableRecord<?>> changed,
            Instant now) {
        List<Query> rows = new ArrayList<>();
        Names names = new Names(tx, created, changed);
        for (UpdatableRecord<?> row : created) {
            rows.add(note(tx, names, row, null, now));
        }
        for (UpdatableRecord<?> row : changed) {
            String before = Kind.of(row).values(row.original());
            if (!before.equals(Kind.of(row).values(row))) {
                rows.add(note(tx, names, row, before, now));
            }
        }
        Statements.run(tx, rows);
    }

    private Query note(DSLContext tx, Names names, Record row, @Nullable String before, Instant now) {
        Kind kind = Kind.of(row);
        return tx.insertInto(IMPORT_ROW)
                .set(IMPORT_ROW.RUN_ID, id)
                .set(IMPORT_ROW.KIND, kind.id())
                .set(IMPORT_ROW.CODE, names.code(kind, row))
                .set(IMPORT_ROW.PLACE, names.place(kind, row))
                .set(IMPORT_ROW.VALUE_BEFORE, before)
                .set(IMPORT_ROW.VALUE_AFTER, kind.values(row))
                .set(IMPORT_ROW.NOTED_AT, now);
    }

    /** The codes of SKUs and locations that rows name by their ids. */
    private static final class Names {
        private final Map<Long, String> skus = new HashMap<>();
        private final Map<Long, String> locations = new HashMap<>();

        Names(DSLContext tx, List<? extends Record> created, List<? extends Record> changed) {
            List<Long> ids = new ArrayList<>();
            for (List<? extends Record> rows : List.of(created, changed)) {
                for (Record row : rows) {
                    switch (Kind.of(row)) {
                        case PRICE_ROW -> ids.add(row.get(PRICE.SKU_ID));
                        case STOCK_ROW -> ids.add(row.get(STOCK_LEVEL.SKU_ID));
                        case PRODUCT_ROW, SKU_ROW -> {}
                    }
                }
            }
            if (!ids.isEmpty()) {
                skus.putAll(tx.select(SKU.ID, SKU.CODE)
                        .from(SKU)
                        .where(SKU.ID.in(ids))
                        .fetchMap(SKU.ID, SKU.CODE));
                locations.putAll(
                        tx.select(LOCATION.ID, LOCATION.CODE).from(LOCATION).fetchMap(LOCATION.ID, LOCATION.CODE));
            }
        }

        String code(Kind kind, Record row) {
            return switch (kind) {
                case PRODUCT_ROW -> row.get(PRODUCT.CODE);
                case SKU_ROW -> row.get(SKU.CODE);
                case PRICE_ROW -> Objects.requireNonNull(skus.get(row.get(PRICE.SKU_ID)));
                case STOCK_ROW -> Objects.requireNonNull(skus.get(row.get(STOCK_LEVEL.SKU_ID)));
            };
        }

        String place(Kind kind, Record row) {
            return switch (kind) {
                case PRODUCT_ROW, SKU_ROW -> "";
                case PRICE_ROW -> row.get(PRICE.PRICE_LIST);
                case STOCK_ROW -> Objects.requireNonNull(locations.get(row.get(STOCK_LEVEL.LOCATION_ID)));
            };
        }
    }
}
