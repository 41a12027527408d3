package io.entrepot.store.stock;

import static io.entrepot.database.schema.Tables.LOCATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.StockLevelRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.store.trace.WriteTrace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record4;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** Writes stock as counted or moved. Each business key takes effect once, however often it is given. */
public final class StockLevels {

    private static final ErrorCode NEGATIVE = new ErrorCode("ENT-2101");
    private static final ErrorCode UNKNOWN_SKU = new ErrorCode("ENT-2102");
    private static final ErrorCode TOO_LOW = new ErrorCode("ENT-2104");
    private static final int BATCH = 500;

    private final Database database;
    private final Runnable changed;
    private final Clock clock;
    private final WriteTrace trace;

    /**
     * @param changed called after each commit, to wake whoever reads the change log
     */
    public StockLevels(Database database, Runnable changed, Clock clock) {
        this(database, changed, clock, WriteTrace.NONE);
    }

    private StockLevels(Database database, Runnable changed, Clock clock, WriteTrace trace) {
        this.database = database;
        this.changed = changed;
        this.clock = clock;
        this.trace = trace;
    }

    /** The same, of whose counts another hears. */
    public StockLevels traced(WriteTrace listener) {
        return new StockLevels(database, changed, clock, listener);
    }

    /**
     * What was counted at one place.
     *
     * @param onHand units on the shelf; 0 or more
     * @param asOf when it was counted, or null for now; what is known to have come or gone since then is added to it
     */
    public record Count(
            String sku,
            String location,
            long onHand,
            @Nullable Instant asOf) {}

    /**
     * A change of what is on the shelf.
     *
     * @param change units; may be below zero
     * @param businessKey names the reason uniquely: giving the same again changes nothing
     */
    public record Adjustment(String sku, String location, long change, String businessKey) {}

    /** What is known of one SKU at one location. */
    public record Level(String sku, String location, long onHand, long committed) {
        /** Units that may still be promised; below zero where more is promised than there is. */
        public long available() {
            return onHand - committed;
        }
    }

    /**
     * Sets what is on hand, all or nothing.
     *
     * @param businessKey names this count uniquely: giving the same again changes nothing
     * @throws Refusal ENT-2101 when a count is negative, ENT-2102 when a SKU and ENT-2103 when a location is unknown
     */
    public void set(List<Count> counts, String reason, String businessKey) {
        for (Count count : counts) {
            if (count.onHand() < 0) {
                throw new Refusal(
                        NEGATIVE,
                        "on_hand",
                        "stock of SKU '" + count.sku() + "' cannot be " + count.onHand(),
                        "Give 0 or more; use an adjustment to take units away.");
            }
        }
        write(
                counts.stream()
                        .map(each ->
                                new Wish(each.sku(), each.location(), each.onHand(), true, each.asOf(), businessKey))
                        .toList(),
                reason);
    }

    /**
     * Adds to what is on hand, all or nothing.
     *
     * @throws Refusal ENT-2102 when a SKU, ENT-2103 when a location is unknown, ENT-2104 when less than nothing would be left
     */
    public void adjust(List<Adjustment> adjustments, String reason) {
        write(
                adjustments.stream()
                        .map(each ->
                                new Wish(each.sku(), each.location(), each.change(), false, null, each.businessKey()))
                        .toList(),
                reason);
    }

    /** What is known of these SKUs, at every location that holds them. */
    public List<Level> of(List<String> skus) {
        return levels(SKU.CODE.in(skus)).orderBy(SKU.CODE, LOCATION.CODE).fetch(StockLevels::level);
    }

    private SelectConditionStep<Record4<String, String, Long, Long>> levels(Condition which) {
        return database.queries()
                .select(SKU.CODE, LOCATION.CODE, STOCK_LEVEL.ON_HAND, STOCK_LEVEL.COMMITTED)
                .from(STOCK_LEVEL)
                .join(SKU)
                .on(SKU.ID.eq(STOCK_LEVEL.SKU_ID))
                .join(LOCATION)
                .on(LOCATION.ID.eq(STOCK_LEVEL.LOCATION_ID))
                .where(which);
    }

    private static Level level(Record4<String, String, Long, Long> row) {
        return new Level(row.value1(), row.value2(), row.value3(), row.value4());
    }

    /** Levels of which fewer than {@code under} units can still be promised; at most {@code most} of them. */
    public List<Level> low(long under, int most) {
        return levels(STOCK_LEVEL.ON_HAND.minus(STOCK_LEVEL.COMMITTED).lt(under))
                .limit(most)
                .fetch(StockLevels::level);
    }

    private record Wish(
            String sku,
            String location,
            long units,
            boolean absolute,
            @Nullable Instant asOf,
            String businessKey) {
        String key() {
            return businessKey + "/" + sku + "/" + location;
        }

        Instant countedAt(Instant now) {
            return asOf == null || asOf.isAfter(now) ? now : asOf;
        }
    }

    private record Place(long sku, long location) {}

    private void write(List<Wish> wishes, String reason) {
        Instant now = clock.instant();
        Map<String, Long> locations = new Locations(database).ids();
        database.transact(tx -> {
            Set<Long> uncounted = UncountedShipments.locations(tx);
            for (int from = 0; from < wishes.size(); from += BATCH) {
                write(
                        tx,
                        wishes.subList(from, Math.min(from + BATCH, wishes.size())),
                        locations,
                        uncounted,
                        reason,
                        now);
            }
        });
        changed.run();
    }

    private void write(
            DSLContext tx,
            List<Wish> wishes,
            Map<String, Long> locations,
            Set<Long> uncounted,
            String reason,
            Instant now) {
        Map<String, Long> skus = tx.select(SKU.CODE, SKU.ID)
                .from(SKU)
                .where(SKU.CODE.in(wishes.stream().map(Wish::sku).collect(Collectors.toSet())))
                .fetchMap(SKU.CODE, SKU.ID);
        Set<String> done = Movements.known(tx, wishes.stream().map(Wish::key).toList());
        List<Place> places = wishes.stream()
                .map(wish -> new Place(skuId(skus, wish.sku()), Locations.id(locations, wish.location())))
                .toList();
        Map<Place, StockLevelRecord> levels = locked(tx, places);
        List<Query> writes = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            StockLevelRecord level = Objects.requireNonNull(levels.get(places.get(i)));
            if (done.contains(wish.key())) {
                continue;
            }
            if (wish.absolute() && uncounted.contains(level.getLocationId())) {
                UncountedShipments.counted(tx, level.getSkuId(), level.getLocationId(), wish.countedAt(now));
            }
            long change = change(wish, level, wish.asOf() == null ? 0 : since(tx, level, wish.asOf()));
            if (change != 0) {
                done.add(wish.key());
                level.setOnHand(level.getOnHand() + change);
                level.setAsOf(wish.countedAt(now));
                writes.add(Movements.insert(
                        tx, level.getSkuId(), level.getLocationId(), reason, change, 0, wish.key(), null, now));
            }
        }
        List<StockLevelRecord> rewritten =
                levels.values().stream().filter(StockLevelRecord::changed).toList();
        trace.writing(tx, List.of(), rewritten, now);
        rewritten.forEach(level -> writes.add(update(tx, level)));
        Statements.run(tx, writes);
    }

    private static long since(DSLContext tx, StockLevelRecord level, Instant count) {
        return Movements.since(tx, level.getSkuId(), level.getLocationId(), count);
    }

    private static long change(Wish wish, StockLevelRecord level, long movedSinceCount) {
        long base = wish.absolute() ? movedSinceCount : level.getOnHand();
        long target = Math.addExact(base, wish.units());
        if (target < 0 && !wish.absolute()) {
            throw new Refusal(
                    TOO_LOW,
                    "change",
                    "SKU '" + wish.sku() + "' has " + level.getOnHand() + " on hand at '" + wish.location() + "'; "
                            + wish.units() + " would leave " + target,
                    "Count the shelf and set what is there.");
        }
        return target - level.getOnHand();
    }

    /** The levels of these places, made where they are missing, and locked in one order. */
    private static Map<Place, StockLevelRecord> locked(DSLContext tx, Collection<Place> places) {
        Map<Place, StockLevelRecord> levels = lock(tx, places);
        List<Query> missing = places.stream()
                .distinct()
                .filter(place -> !levels.containsKey(place))
                .map(place -> (Query) tx.insertInto(STOCK_LEVEL)
                        .set(STOCK_LEVEL.SKU_ID, place.sku())
                        .set(STOCK_LEVEL.LOCATION_ID, place.location())
                        .set(STOCK_LEVEL.ON_HAND, 0L)
                        .set(STOCK_LEVEL.VERSION, 1L)
                        .onDuplicateKeyIgnore())
                .toList();
        if (missing.isEmpty()) {
            return levels;
        }
        Statements.run(tx, missing);
        return lock(tx, places);
    }

    private static Map<Place, StockLevelRecord> lock(DSLContext tx, Collection<Place> places) {
        Set<Place> wanted = new HashSet<>(places);
        Map<Place, StockLevelRecord> levels = new LinkedHashMap<>();
        // Not by location, too: H2 would then look for the location, and read every level there is.
        tx.selectFrom(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.in(places.stream().map(Place::sku).collect(Collectors.toSet())))
                .orderBy(STOCK_LEVEL.SKU_ID, STOCK_LEVEL.LOCATION_ID)
                .forUpdate()
                .forEach(row -> levels.put(new Place(row.getSkuId(), row.getLocationId()), row));
        levels.keySet().retainAll(wanted);
        return levels;
    }

    /** Keeps the levels of these SKUs from others until the transaction ends. */
    public static void lock(DSLContext tx, Set<Long> skus) {
        // Of no index, or MariaDB may read, and lock, in that index's order.
        tx.select(STOCK_LEVEL.VERSION)
                .from(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.in(skus))
                .orderBy(STOCK_LEVEL.SKU_ID, STOCK_LEVEL.LOCATION_ID)
                .forUpdate()
                .execute();
    }

    private static Query update(DSLContext tx, StockLevelRecord level) {
        return tx.update(STOCK_LEVEL)
                .set(STOCK_LEVEL.ON_HAND, level.getOnHand())
                .set(STOCK_LEVEL.COMMITTED, level.getCommitted())
                .set(STOCK_LEVEL.AS_OF, level.getAsOf())
                .set(STOCK_LEVEL.VERSION, STOCK_LEVEL.VERSION.plus(1))
                .where(STOCK_LEVEL.SKU_ID.eq(level.getSkuId()))
                .and(STOCK_LEVEL.LOCATION_ID.eq(level.getLocationId()));
    }

    /**
     * Moves stock inside another's transaction: what an order commits, releases or takes from the shelf. On hand may fall
     * below zero, because the order is a fact.
     *
     * @throws org.jooq.exception.IntegrityConstraintViolationException when a business key has been used before
     */
    public static void move(DSLContext tx, List<Move> moves, String reason, Instant now) {
        Map<Place, StockLevelRecord> levels = locked(
                tx,
                moves.stream()
                        .map(move -> new Place(move.sku(), move.location()))
                        .toList());
        List<Query> writes = new ArrayList<>();
        for (Move move : moves) {
            StockLevelRecord level = Objects.requireNonNull(levels.get(new Place(move.sku(), move.location())));
            level.setOnHand(level.getOnHand() + move.onHandChange());
            level.setCommitted(level.getCommitted() + move.committedChange());
            writes.add(Movements.insert(
                    tx,
                    move.sku(),
                    move.location(),
                    reason,
                    move.onHandChange(),
                    move.committedChange(),
                    move.businessKey(),
                    move.sale(),
                    now));
        }
        levels.values().forEach(level -> writes.add(update(tx, level)));
        Statements.run(tx, writes);
    }

    /**
     * One movement by ids.
     *
     * @param sale where and when what it takes was sold, or null when it is no sale
     */
    public record Move(
            long sku,
            long location,
            long onHandChange,
            long committedChange,
            String businessKey,
            @Nullable Sale sale) {
        /** That is no sale. */
        public Move(long sku, long location, long onHandChange, long committedChange, String businessKey) {
            this(sku, location, onHandChange, committedChange, businessKey, null);
        }
    }

    /**
     * Where something was sold.
     *
     * @param at when, on our clock
     */
    public record Sale(String storefront, Instant at) {}

    private static long skuId(Map<String, Long> known, String code) {
        Long id = known.get(code);
        if (id == null) {
            throw new Refusal(
                    UNKNOWN_SKU, "sku", "no SKU '" + code + "'", "Check the code, or import the product first.");
        }
        return id;
    }
}
