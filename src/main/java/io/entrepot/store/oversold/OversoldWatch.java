package io.entrepot.store.oversold;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.OVERSOLD;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.schema.tables.records.OversoldRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.SalesTerms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Finds, among SKUs whose stock has changed, those of which more is promised than there is, and tells a person. */
public final class OversoldWatch {

    /** The kind of row in the change log that asks for a second look at a SKU. */
    public static final String LOOK_AGAIN = "oversold";

    private static final ErrorCode OVERSOLD_SKU = new ErrorCode("ENT-4301");

    private final SalesTerms terms;
    private final Attention attention;

    /** Made once per process. */
    public OversoldWatch(SalesTerms terms, Attention attention) {
        this.terms = terms;
        this.attention = attention;
    }

    /** Brings the list up to date for these SKUs, inside the caller's transaction. Costs two looks where none is short. */
    public void look(DSLContext tx, Collection<Long> skus, Instant now) {
        Set<Long> suspects = suspects(tx, skus);
        if (suspects.isEmpty()) {
            return;
        }
        note(tx, suspects, now);
        Map<Long, OversoldRecord> rows = tx.selectFrom(OVERSOLD)
                .where(OVERSOLD.SKU_ID.in(suspects))
                .orderBy(OVERSOLD.SKU_ID)
                .forUpdate()
                .fetchMap(OVERSOLD.SKU_ID);
        // Read after the rows are locked, so that of two who look at once the later one sees the newest stock.
        Map<Long, List<Shortage>> shortages = Shortage.of(tx, terms, suspects);
        Map<Long, String> codes =
                tx.select(SKU.ID, SKU.CODE).from(SKU).where(SKU.ID.in(suspects)).fetchMap(SKU.ID, SKU.CODE);
        rows.forEach(
                (sku, row) -> agree(tx, row, codes.getOrDefault(sku, ""), shortages.getOrDefault(sku, List.of()), now));
    }

    private static Set<Long> suspects(DSLContext tx, Collection<Long> skus) {
        Set<Long> suspects = new TreeSet<>();
        if (!skus.isEmpty()) {
            suspects.addAll(tx.selectDistinct(STOCK_LEVEL.SKU_ID)
                    .from(STOCK_LEVEL)
                    .where(STOCK_LEVEL.SKU_ID.in(skus))
                    .and(STOCK_LEVEL.ON_HAND.lt(STOCK_LEVEL.COMMITTED))
                    .fetch(STOCK_LEVEL.SKU_ID));
            suspects.addAll(tx.select(OVERSOLD.SKU_ID)
                    .from(OVERSOLD)
                    .where(OVERSOLD.SKU_ID.in(skus))
                    .fetch(OVERSOLD.SKU_ID));
        }
        return suspects;
    }

    /**
     * Makes rows for those that are short for the first time. Nobody else can see or lock such a row before it is committed,
     * so each is looked at once more after that.
     */
    private void note(DSLContext tx, Set<Long> suspects, Instant now) {
        Set<Long> fresh = new TreeSet<>(Shortage.of(tx, terms, suspects).keySet());
        fresh.removeAll(tx.select(OVERSOLD.SKU_ID)
                .from(OVERSOLD)
                .where(OVERSOLD.SKU_ID.in(fresh))
                .fetchSet(OVERSOLD.SKU_ID));
        for (Long sku : fresh) {
            tx.insertInto(OVERSOLD)
                    .set(OVERSOLD.SKU_ID, sku)
                    .set(OVERSOLD.SHORT_BY, 0L)
                    .onDuplicateKeyIgnore()
                    .execute();
            tx.insertInto(CHANGE_LOG)
                    .set(CHANGE_LOG.KIND, LOOK_AGAIN)
                    .set(CHANGE_LOG.SUBJECT_ID, sku)
                    .set(CHANGE_LOG.MADE_AT, now)
                    .execute();
        }
    }

    private void agree(DSLContext tx, OversoldRecord row, String sku, List<Shortage> shortages, Instant now) {
        long shortBy = shortages.isEmpty() ? 0 : shortages.get(0).shortBy();
        if (shortBy == row.getShortBy()) {
            return;
        }
        if (shortBy == 0) {
            attention.resolve(tx, subject(sku));
        } else {
            attention.raise(tx, subject(sku), null, OVERSOLD_SKU, cause(tx, sku, shortages.get(0)));
        }
        Instant since = row.getSinceAt() == null ? now : row.getSinceAt();
        row.setSinceAt(shortBy == 0 ? null : since);
        row.setShortBy(shortBy);
        row.update();
    }

    private static String subject(String sku) {
        return "oversold/" + sku;
    }

    private static String cause(DSLContext tx, String sku, Shortage worst) {
        String places = tx
                .select(LOCATION.CODE)
                .from(LOCATION)
                .where(LOCATION.ID.in(worst.locations()))
                .orderBy(LOCATION.CODE)
                .fetch(LOCATION.CODE)
                .stream()
                .collect(Collectors.joining(", "));
        return "SKU '" + sku + "' is short of " + worst.shortBy() + ": " + worst.committed() + " promised, "
                + worst.onHand() + " on hand at " + places;
    }
}
