package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.STOREFRONT_BRAKE;

import io.entrepot.database.schema.tables.records.StorefrontBrakeRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows that say which brakes are on. */
final class BrakeRows {

    private BrakeRows() {}

    /** The brake's row, made where it is missing, and locked. */
    static StorefrontBrakeRecord locked(DSLContext tx, StorefrontId storefront, Aspect aspect) {
        StorefrontBrakeRecord row = lock(tx, storefront, aspect);
        if (row == null) {
            tx.insertInto(STOREFRONT_BRAKE)
                    .set(STOREFRONT_BRAKE.STOREFRONT_ID, storefront.value())
                    .set(STOREFRONT_BRAKE.ASPECT, aspect.id())
                    .onDuplicateKeyIgnore()
                    .execute();
            row = lock(tx, storefront, aspect);
        }
        if (row == null) {
            throw new IllegalStateException("the row of brake " + storefront + "/" + aspect.id() + " is gone");
        }
        return row;
    }

    private static @Nullable StorefrontBrakeRecord lock(DSLContext tx, StorefrontId storefront, Aspect aspect) {
        return tx.selectFrom(STOREFRONT_BRAKE)
                .where(STOREFRONT_BRAKE.STOREFRONT_ID.eq(storefront.value()))
                .and(STOREFRONT_BRAKE.ASPECT.eq(aspect.id()))
                .forUpdate()
                .fetchOne();
    }

    static Condition held(StorefrontId storefront, Aspect aspect) {
        return BRAKE_SUSPECT
                .STOREFRONT_ID
                .eq(storefront.value())
                .and(BRAKE_SUSPECT.ASPECT.eq(aspect.id()))
                .and(BRAKE_SUSPECT.HELD.eq(DSL.inline(true)));
    }

    static void lift(DSLContext tx, Attention attention, StorefrontBrakeRecord brake) {
        brake.setTrippedAt(null);
        brake.setCause(null);
        brake.update();
        attention.resolve(tx, subject(brake));
    }

    static String subject(StorefrontBrakeRecord brake) {
        return "brake/" + brake.getStorefrontId() + "/" + brake.getAspect();
    }
}
