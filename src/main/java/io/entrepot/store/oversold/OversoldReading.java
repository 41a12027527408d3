package io.entrepot.store.oversold;

import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.OVERSOLD;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.store.oversold.Claimants.OpenLine;
import io.entrepot.store.oversold.Oversold.Claimant;
import io.entrepot.store.oversold.Oversold.Place;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.sync.Storefronts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads what is oversold, with the orders that compete for what is there. Costs what is oversold, not what is listed. */
public final class OversoldReading {

    private final Database database;
    private final SalesTerms terms;
    private final Storefronts storefronts;

    /** Made once per process. */
    public OversoldReading(Database database, SalesTerms terms, Storefronts storefronts) {
        this.database = database;
        this.terms = terms;
        this.storefronts = storefronts;
    }

    /** The place of a SKU in the list, from which the next page goes on. */
    public record Position(Instant since, long id) {}

    /**
     * A page of SKUs, those oversold longest first.
     *
     * @param after the last of the page before, or null for the first page
     */
    public List<Oversold> page(@Nullable Position after, int limit) {
        Condition which = OVERSOLD.SINCE_AT.gt(Instant.EPOCH);
        if (after != null) {
            which = OVERSOLD.SINCE_AT
                    .gt(after.since())
                    .or(OVERSOLD.SINCE_AT.eq(after.since()).and(OVERSOLD.SKU_ID.gt(after.id())));
        }
        return read(which, limit);
    }

    /** One SKU, if it is oversold. */
    public Stream<Oversold> find(String sku) {
        return read(OVERSOLD.SINCE_AT.isNotNull().and(SKU.CODE.eq(sku)), 1).stream();
    }

    private List<Oversold> read(Condition which, int limit) {
        DSLContext queries = database.queries();
        List<Record> rows = List.copyOf(queries.select(OVERSOLD.SKU_ID, OVERSOLD.SINCE_AT, SKU.CODE)
                .from(OVERSOLD)
                .join(SKU)
                .on(SKU.ID.eq(OVERSOLD.SKU_ID))
                .where(which)
                .orderBy(OVERSOLD.SINCE_AT, OVERSOLD.SKU_ID)
                .limit(limit)
                .fetch());
        List<Long> skus = rows.stream().map(row -> row.get(OVERSOLD.SKU_ID)).toList();
        Map<Long, List<Shortage>> shortages = Shortage.of(queries, terms, skus);
        Map<Long, List<OpenLine>> lines = new Claimants(queries, storefronts).of(skus);
        Map<Long, String> codes =
                queries.select(LOCATION.ID, LOCATION.CODE).from(LOCATION).fetchMap(LOCATION.ID, LOCATION.CODE);
        return rows.stream()
                .map(row -> oversold(
                        row,
                        shortages.getOrDefault(row.get(OVERSOLD.SKU_ID), List.of()),
                        lines.getOrDefault(row.get(OVERSOLD.SKU_ID), List.of()),
                        codes))
                .toList();
    }

    private static Oversold oversold(
            Record row, List<Shortage> shortages, List<OpenLine> lines, Map<Long, String> codes) {
        return new Oversold(
                row.get(OVERSOLD.SKU_ID),
                row.get(SKU.CODE),
                Objects.requireNonNull(row.get(OVERSOLD.SINCE_AT)),
                shortages.stream().map(each -> place(each, lines, codes)).toList());
    }

    private static Place place(Shortage shortage, List<OpenLine> all, Map<Long, String> codes) {
        Map<Long, List<OpenLine>> byOrder = new LinkedHashMap<>();
        all.stream()
                .filter(line -> shortage.locations().contains(line.location()))
                .forEach(line -> byOrder.computeIfAbsent(line.order(), order -> new ArrayList<>())
                        .add(line));
        long open = byOrder.values().stream().mapToLong(OversoldReading::units).sum();
        // What has left and is not counted yet is committed too, and goes to none of these orders.
        long left = Math.max(0, open - shortage.shortBy());
        List<Claimant> claimants = new ArrayList<>();
        for (List<OpenLine> lines : byOrder.values()) {
            OpenLine first = lines.get(0);
            long units = units(lines);
            long covered = Math.min(units, left);
            left -= covered;
            claimants.add(new Claimant(
                    first.storefront(), first.orderNo(), units, covered, first.placedAt(), first.cancel()));
        }
        return new Place(
                shortage.locations().stream()
                        .map(id -> codes.getOrDefault(id, String.valueOf(id)))
                        .toList(),
                shortage.onHand(),
                shortage.committed(),
                shortage.shortBy(),
                claimants);
    }

    private static long units(List<OpenLine> lines) {
        return lines.stream().mapToLong(OpenLine::units).sum();
    }
}
