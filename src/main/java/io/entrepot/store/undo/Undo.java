package io.entrepot.store.undo;

import io.entrepot.database.Database;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.store.undo.Change.Key;
import io.entrepot.store.undo.Imports.Import;
import io.entrepot.store.undo.UndoReport.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;

/** Takes imports back: what they changed is as before, where nobody has changed it since. */
public final class Undo {

    private static final ErrorCode NO_IMPORT = new ErrorCode("ENT-2060");
    private static final ErrorCode UNDONE = new ErrorCode("ENT-2061");
    private static final int BATCH = 500;

    private final Database database;
    private final Imports imports;
    private final Runnable changed;
    private final Clock clock;

    /**
     * @param changed called after each commit, to wake whoever reads the change log
     */
    public Undo(Database database, Imports imports, Runnable changed, Clock clock) {
        this.database = database;
        this.imports = imports;
        this.changed = changed;
        this.clock = clock;
    }

    /** Takes a batch of changes of one kind back, in one transaction. */
    private interface Taking {
        Step back(DSLContext tx, List<Change> changes, Instant now);
    }

    /**
     * Takes an import back, in transactions of some hundred rows; one that was cut off goes on when it is called again. Stock is
     * taken back first, so that nothing is sold of what is about to go.
     *
     * @throws Refusal ENT-2060 when there is no such import, ENT-2061 when it was taken back already
     */
    public UndoReport undo(long id, String by) {
        Import run = imports.find(id)
                .orElseThrow(() -> new Refusal(
                        NO_IMPORT,
                        "id",
                        "there is no import " + id,
                        "Look at the list of imports; they are kept for 30 days."));
        if (run.undoneAt() != null) {
            throw new Refusal(
                    UNDONE,
                    "id",
                    "import " + id + " was taken back at " + run.undoneAt() + " by " + run.undoneBy(),
                    "Nothing is left to do; import the file again if it was right after all.");
        }
        UndoReport report = UndoReport.nothing(id);
        report = each(id, Kind.STOCK_ROW, report, (tx, changes, now) -> StockBack.take(tx, id, changes, now));
        report = each(id, Kind.SKU_ROW, report, RowsBack::skus);
        report = each(id, Kind.PRICE_ROW, report, (tx, changes, now) -> RowsBack.prices(tx, id, changes));
        report = each(id, Kind.PRODUCT_ROW, report, RowsBack::products);
        imports.undone(id, by);
        return report;
    }

    private UndoReport each(long id, Kind kind, UndoReport before, Taking taking) {
        UndoReport report = before;
        Key[] after = {Key.FIRST};
        while (true) {
            Key from = after[0];
            Step step = database.inTransaction(tx -> {
                List<Change> changes = Change.after(tx, id, kind, from, BATCH);
                if (changes.isEmpty()) {
                    after[0] = from;
                    return new Step(0, 0, List.of());
                }
                after[0] = changes.get(changes.size() - 1).key();
                return taking.back(tx, changes, clock.instant());
            });
            changed.run();
            report = report.plus(step);
            if (after[0].equals(from)) {
                return report;
            }
        }
    }
}
