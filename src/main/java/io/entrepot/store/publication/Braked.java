package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.STOREFRONT_BRAKE;

import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Believed;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What a brake holds back, as it stands in the transaction that decides about a write: so no node can be late to know. */
final class Braked {

    private Braked() {}

    /** What is held of these SKUs on that storefront, by SKU. */
    static Map<Long, BrakeSuspectRecord> of(
            DSLContext tx, StorefrontId storefront, Aspect aspect, Collection<Long> skus) {
        boolean on = tx.fetchExists(DSL.selectOne()
                .from(STOREFRONT_BRAKE)
                .where(STOREFRONT_BRAKE.STOREFRONT_ID.eq(storefront.value()))
                .and(STOREFRONT_BRAKE.ASPECT.eq(aspect.id()))
                .and(STOREFRONT_BRAKE.TRIPPED_AT.isNotNull()));
        return on
                ? tx.selectFrom(BRAKE_SUSPECT)
                        .where(BRAKE_SUSPECT.SKU_ID.in(skus))
                        .and(BRAKE_SUSPECT.ASPECT.eq(aspect.id()))
                        .and(BRAKE_SUSPECT.STOREFRONT_ID.eq(storefront.value()))
                        .and(BRAKE_SUSPECT.HELD.eq(DSL.inline(true)))
                        .fetchMap(BRAKE_SUSPECT.SKU_ID)
                : Map.of();
    }

    /** Units that the change which is held took away. */
    static long withheld(BrakeSuspectRecord suspect) {
        return suspect.getValueBefore() - suspect.getValueAfter();
    }

    /**
     * What to show instead: as if the change had not been made, yet never more than is believed to be shown, because holding a
     * zero back must not put anything up for sale.
     *
     * @param wanted with the change
     * @param without as if it had not been made
     */
    static long shown(long wanted, long without, ChannelLedger ledger, Instant completeUpTo) {
        long most = ledger.believed(completeUpTo).map(Believed::high).orElse(wanted);
        return Math.max(wanted, Math.min(without, most));
    }
}
