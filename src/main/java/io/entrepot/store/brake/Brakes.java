package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOREFRONT_BRAKE;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.StorefrontBrakeRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.Wants;
import io.entrepot.sync.LaneSignals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** The brakes that are on, for a person to look at and decide about. */
public final class Brakes {

    private final Database database;
    private final Attention attention;
    private final LaneSignals lanes;
    private final Clock clock;

    /** Made once per process. */
    public Brakes(Database database, Attention attention, LaneSignals lanes, Clock clock) {
        this.database = database;
        this.attention = attention;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** A brake that is on. */
    public record On(StorefrontId storefront, Aspect aspect, Instant since, String cause) {}

    /**
     * A change that is held.
     *
     * @param before units that could be sold, or the price in minor units
     * @param after the same after the change
     */
    public record Held(
            long id, String sku, long before, @Nullable Long after, Instant at) {}

    /** All that are on. */
    public List<On> on() {
        return database.queries()
                .selectFrom(STOREFRONT_BRAKE)
                .where(STOREFRONT_BRAKE.TRIPPED_AT.isNotNull())
                .orderBy(STOREFRONT_BRAKE.STOREFRONT_ID, STOREFRONT_BRAKE.ASPECT)
                .fetch(row -> new On(
                        new StorefrontId(row.getStorefrontId()),
                        Aspect.of(row.getAspect()),
                        row.getTrippedAt(),
                        Objects.requireNonNullElse(row.getCause(), "")));
    }

    /**
     * A page of what a brake holds, in the order in which SKUs were made; nothing where it is off.
     *
     * @param after the id of the last of the page before; 0 for the first page
     */
    public List<Held> held(StorefrontId storefront, Aspect aspect, long after, int limit) {
        if (on().stream().noneMatch(each -> each.storefront().equals(storefront) && each.aspect() == aspect)) {
            return List.of();
        }
        return database.queries()
                .select(BRAKE_SUSPECT.fields())
                .select(SKU.CODE)
                .from(BRAKE_SUSPECT)
                .join(SKU)
                .on(SKU.ID.eq(BRAKE_SUSPECT.SKU_ID))
                .where(BrakeRows.held(storefront, aspect))
                .and(BRAKE_SUSPECT.SKU_ID.gt(after))
                .orderBy(BRAKE_SUSPECT.SKU_ID)
                .limit(limit)
                .fetch(row -> new Held(
                        row.get(BRAKE_SUSPECT.SKU_ID),
                        row.get(SKU.CODE),
                        row.get(BRAKE_SUSPECT.VALUE_BEFORE),
                        row.get(BRAKE_SUSPECT.VALUE_AFTER),
                        row.get(BRAKE_SUSPECT.NOTED_AT)));
    }

    /**
     * A person has looked: what is held goes out, and does not count again.
     *
     * @return how many changes were held
     */
    public int confirm(StorefrontId storefront, Aspect aspect) {
        Instant now = clock.instant();
        int passed = database.inTransaction(tx -> {
            StorefrontBrakeRecord brake = BrakeRows.locked(tx, storefront, aspect);
            if (brake.getTrippedAt() == null) {
                return 0;
            }
            Condition held = BrakeRows.held(storefront, aspect);
            List<Long> skus = tx.select(BRAKE_SUSPECT.SKU_ID)
                    .from(BRAKE_SUSPECT)
                    .where(held)
                    .orderBy(BRAKE_SUSPECT.SKU_ID)
                    .fetch(BRAKE_SUSPECT.SKU_ID);
            tx.deleteFrom(BRAKE_SUSPECT)
                    .where(held)
                    .and(BRAKE_SUSPECT.SKU_ID.in(skus))
                    .execute();
            BrakeRows.lift(tx, attention, brake);
            Wants.raise(tx, aspect, storefront, skus, now);
            return skus.size();
        });
        lanes.raise(storefront, aspect);
        return passed;
    }
}
