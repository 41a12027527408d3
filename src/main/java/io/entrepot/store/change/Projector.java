package io.entrepot.store.change;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.STOCK_MOVEMENT;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.ChangeLogRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.brake.BrakeWatch;
import io.entrepot.store.order.UnmappedLines;
import io.entrepot.store.oversold.OversoldWatch;
import io.entrepot.store.publication.EmptiedThere;
import io.entrepot.store.publication.Listings;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.Wants;
import io.entrepot.store.stock.UncountedShipments;
import io.entrepot.sync.LaneSignals;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * Reads and empties the change table. Several may run at once; the order in which changes are taken does not matter,
 * because a raised revision says only that something changed, and values are read when they are sent.
 */
public final class Projector {

    private static final int BATCH = 500;

    private final Database database;
    private final SalesTerms terms;
    private final OversoldWatch oversold;
    private final BrakeWatch brakes;
    private final LaneSignals signals;
    private final Clock clock;

    /** Made once per process. */
    public Projector(
            Database database,
            SalesTerms terms,
            OversoldWatch oversold,
            BrakeWatch brakes,
            LaneSignals signals,
            Clock clock) {
        this.database = database;
        this.terms = terms;
        this.oversold = oversold;
        this.brakes = brakes;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Takes one batch of changes and wakes the lanes that now owe something.
     *
     * @return how many changes were taken; 0 when there were none
     */
    public int project() {
        Map<Aspect, Set<StorefrontId>> owing = new EnumMap<>(Aspect.class);
        int taken = database.inTransaction(tx -> {
            owing.clear();
            List<ChangeLogRecord> changes = tx.selectFrom(CHANGE_LOG)
                    .orderBy(database.lockingOrder(CHANGE_LOG.ID))
                    .limit(BATCH)
                    .forUpdate()
                    .skipLocked()
                    .fetch();
            if (!changes.isEmpty()) {
                apply(tx, changes, owing);
                tx.deleteFrom(CHANGE_LOG)
                        .where(CHANGE_LOG.ID.in(
                                changes.stream().map(ChangeLogRecord::getId).toList()))
                        .execute();
            }
            return changes.size();
        });
        owing.forEach((aspect, storefronts) -> storefronts.forEach(each -> signals.raise(each, aspect)));
        return taken;
    }

    private void apply(DSLContext tx, List<ChangeLogRecord> changes, Map<Aspect, Set<StorefrontId>> owing) {
        Instant now = clock.instant();
        noteForeignMovements(tx, changes);
        noteForeignCounts(tx, changes);
        brakes.look(tx, changes, now);
        Set<Long> skus = subjects(changes, "sku");
        if (!skus.isEmpty()) {
            Listings.ensure(tx, terms, List.copyOf(skus), now);
            UnmappedLines.coded(tx, skus, now);
        }
        Set<Long> content = new TreeSet<>(skus);
        content.addAll(skusOf(tx, subjects(changes, "product")));
        add(owing, Aspect.CONTENT, Wants.raise(tx, Aspect.CONTENT, content, 2, since(changes), now));
        Set<Long> priced = subjects(changes, "price");
        add(owing, Aspect.PRICE, Wants.raise(tx, Aspect.PRICE, priced, 2, since(changes), now));
        add(owing, Aspect.CONTENT, Wants.raiseUnlisted(tx, priced, now));
        stock(tx, changes, owing, now);
        Set<Long> promised = subjects(changes, "stock");
        promised.addAll(subjects(changes, OversoldWatch.LOOK_AGAIN));
        oversold.look(tx, promised, now);
    }

    private void stock(
            DSLContext tx, List<ChangeLogRecord> changes, Map<Aspect, Set<StorefrontId>> owing, Instant now) {
        Set<Long> all = subjects(changes, "stock");
        Map<Long, Level> levels = levels(tx, all);
        Set<Long> empty = having(levels, level -> level.available() <= 0);
        Set<Long> promised = having(levels, level -> level.committed() > 0);
        // A change of nothing is one of what is promised, or a level that is new.
        Set<Long> fell = subjects(
                changes,
                row -> row.getKind().equals("stock")
                        && (row.getQuantityChange() < 0
                                || (row.getQuantityChange() == 0 && promised.contains(row.getSubjectId()))));
        fell.removeAll(empty);
        Set<Long> rest = new TreeSet<>(all);
        rest.removeAll(empty);
        rest.removeAll(fell);
        if (Stream.of(empty, fell, rest).filter(each -> !each.isEmpty()).count() > 1) {
            // All at once, because several times in order is out of order.
            Wants.lock(tx, Aspect.STOCK, all);
        }
        add(owing, Aspect.STOCK, Wants.raise(tx, Aspect.STOCK, empty, 0, since(changes), now));
        add(owing, Aspect.STOCK, Wants.raise(tx, Aspect.STOCK, fell, 1, since(changes), now));
        add(owing, Aspect.STOCK, Wants.raise(tx, Aspect.STOCK, rest, 2, since(changes), now));
        EmptiedThere.urge(tx, terms, fell);
    }

    /** A stock level that another program wrote has no movement yet: the difference becomes one. */
    private static void noteForeignMovements(DSLContext tx, List<ChangeLogRecord> changes) {
        List<Query> movements = new ArrayList<>();
        for (ChangeLogRecord change : changes) {
            if (change.getKind().equals("stock") && !change.getOwn() && change.getQuantityChange() != 0) {
                movements.add(tx.insertInto(STOCK_MOVEMENT)
                        .set(STOCK_MOVEMENT.SKU_ID, change.getSubjectId())
                        .set(STOCK_MOVEMENT.LOCATION_ID, change.getLocationId())
                        .set(STOCK_MOVEMENT.REASON, "foreign")
                        .set(STOCK_MOVEMENT.ON_HAND_CHANGE, change.getQuantityChange())
                        .set(STOCK_MOVEMENT.COMMITTED_CHANGE, 0L)
                        .set(STOCK_MOVEMENT.BUSINESS_KEY, "foreign/" + change.getId())
                        .set(STOCK_MOVEMENT.MADE_AT, change.getMadeAt()));
            }
        }
        Statements.run(tx, movements);
    }

    /** Another program's count covers what had left by its {@code as_of}, or by now where it wrote none along. */
    private static void noteForeignCounts(DSLContext tx, List<ChangeLogRecord> changes) {
        for (ChangeLogRecord change : changes) {
            if (change.getKind().equals("stock") && !change.getOwn()) {
                Instant written = change.getQuantityChange() == 0 ? null : change.getMadeAt();
                Instant asOf = change.getAsOf() == null ? written : change.getAsOf();
                if (asOf != null) {
                    UncountedShipments.counted(tx, change.getSubjectId(), change.getLocationId(), asOf);
                }
            }
        }
    }

    private record Level(long available, long committed) {}

    private static Map<Long, Level> levels(DSLContext tx, Set<Long> skus) {
        return tx.select(
                        STOCK_LEVEL.SKU_ID,
                        DSL.sum(STOCK_LEVEL.ON_HAND.minus(STOCK_LEVEL.COMMITTED)),
                        DSL.sum(STOCK_LEVEL.COMMITTED))
                .from(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.in(skus))
                .groupBy(STOCK_LEVEL.SKU_ID)
                .fetchMap(
                        row -> row.value1(),
                        row -> new Level(row.value2().longValue(), row.value3().longValue()));
    }

    private static Set<Long> having(Map<Long, Level> levels, Predicate<Level> which) {
        return levels.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<Long> skusOf(DSLContext tx, Set<Long> products) {
        return products.isEmpty()
                ? Set.of()
                : new TreeSet<>(tx.select(SKU.ID)
                        .from(SKU)
                        .where(SKU.PRODUCT_ID.in(products))
                        .fetch(SKU.ID));
    }

    private static Set<Long> subjects(List<ChangeLogRecord> changes, String kind) {
        return subjects(changes, row -> row.getKind().equals(kind));
    }

    private static Set<Long> subjects(List<ChangeLogRecord> changes, Predicate<ChangeLogRecord> which) {
        Set<Long> subjects = new TreeSet<>();
        changes.stream().filter(which).forEach(row -> subjects.add(row.getSubjectId()));
        return subjects;
    }

    private static Instant since(List<ChangeLogRecord> changes) {
        return changes.stream()
                .map(ChangeLogRecord::getMadeAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static void add(Map<Aspect, Set<StorefrontId>> owing, Aspect aspect, Collection<StorefrontId> storefronts) {
        owing.computeIfAbsent(aspect, any -> new TreeSet<>()).addAll(storefronts);
    }
}
