package io.entrepot.store.stock;

import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static io.entrepot.database.schema.Tables.UNCOUNTED_SHIPMENT;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.UncountedShipmentRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;

/**
 * What has left a location that another system counts, and is in none of its counts yet: it stays committed until then,
 * for else it would be for sale a second time.
 */
public final class UncountedShipments {

    private static final int BATCH = 100;

    private final Database database;

    /** Made once per process. */
    public UncountedShipments(Database database) {
        this.database = database;
    }

    /** Notes that units left (or, below zero, did not leave after all) at that moment. */
    public static void add(DSLContext tx, long sku, long location, long units, Instant shippedAt) {
        tx.insertInto(UNCOUNTED_SHIPMENT)
                .set(UNCOUNTED_SHIPMENT.SKU_ID, sku)
                .set(UNCOUNTED_SHIPMENT.LOCATION_ID, location)
                .set(UNCOUNTED_SHIPMENT.UNITS, units)
                .set(UNCOUNTED_SHIPMENT.SHIPPED_AT, shippedAt)
                .set(UNCOUNTED_SHIPMENT.COUNTED, false)
                .execute();
    }

    /** Where there are any, whoever counts there now. */
    static Set<Long> locations(DSLContext tx) {
        return tx.selectDistinct(UNCOUNTED_SHIPMENT.LOCATION_ID)
                .from(UNCOUNTED_SHIPMENT)
                .fetchSet(UNCOUNTED_SHIPMENT.LOCATION_ID);
    }

    /**
     * Notes that a count of that moment covers what had left by then. Locks no stock level, which a foreign transaction may
     * hold for long; {@link #release} follows.
     */
    public static void counted(DSLContext tx, long sku, long location, Instant asOf) {
        tx.update(UNCOUNTED_SHIPMENT)
                .set(UNCOUNTED_SHIPMENT.COUNTED, true)
                .where(UNCOUNTED_SHIPMENT.SKU_ID.eq(sku))
                .and(UNCOUNTED_SHIPMENT.LOCATION_ID.eq(location))
                .and(UNCOUNTED_SHIPMENT.SHIPPED_AT.le(asOf))
                .execute();
    }

    /**
     * Commits no longer what counts have covered.
     *
     * @return whether there was any
     */
    public boolean release() {
        List<Record2<Long, Long>> places = database.queries()
                .selectDistinct(UNCOUNTED_SHIPMENT.SKU_ID, UNCOUNTED_SHIPMENT.LOCATION_ID)
                .from(UNCOUNTED_SHIPMENT)
                .where(UNCOUNTED_SHIPMENT.COUNTED.eq(DSL.inline(true)))
                .limit(BATCH)
                .fetch();
        places.forEach(place -> database.transact(tx -> release(tx, place.value1(), place.value2())));
        return !places.isEmpty();
    }

    private static void release(DSLContext tx, long sku, long location) {
        tx.selectFrom(STOCK_LEVEL)
                .where(STOCK_LEVEL.SKU_ID.eq(sku))
                .and(STOCK_LEVEL.LOCATION_ID.eq(location))
                .forUpdate()
                .fetch();
        List<UncountedShipmentRecord> covered = tx.selectFrom(UNCOUNTED_SHIPMENT)
                .where(UNCOUNTED_SHIPMENT.SKU_ID.eq(sku))
                .and(UNCOUNTED_SHIPMENT.LOCATION_ID.eq(location))
                .and(UNCOUNTED_SHIPMENT.COUNTED.eq(DSL.inline(true)))
                .forUpdate()
                .fetch();
        long units =
                covered.stream().mapToLong(UncountedShipmentRecord::getUnits).sum();
        tx.update(STOCK_LEVEL)
                .set(STOCK_LEVEL.COMMITTED, STOCK_LEVEL.COMMITTED.minus(units))
                .set(STOCK_LEVEL.VERSION, STOCK_LEVEL.VERSION.plus(1))
                .where(STOCK_LEVEL.SKU_ID.eq(sku))
                .and(STOCK_LEVEL.LOCATION_ID.eq(location))
                .execute();
        tx.deleteFrom(UNCOUNTED_SHIPMENT)
                .where(UNCOUNTED_SHIPMENT.ID.in(
                        covered.stream().map(UncountedShipmentRecord::getId).toList()))
                .execute();
    }
}
