package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.LISTING;

import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The rows of one aspect that count for brakes, as one batch of changes finds and leaves them. */
final class Suspects {

    private final DSLContext tx;
    private final Aspect aspect;
    private final Instant now;
    private final Map<Place, BrakeSuspectRecord> known = new HashMap<>();
    private final List<BrakeSuspectRecord> made = new ArrayList<>();
    private final List<BrakeSuspectRecord> changed = new ArrayList<>();
    private final List<BrakeSuspectRecord> gone = new ArrayList<>();

    Suspects(DSLContext tx, Aspect aspect, Collection<Long> skus, Instant now) {
        this.tx = tx;
        this.aspect = aspect;
        this.now = now;
        tx.selectFrom(BRAKE_SUSPECT)
                .where(BRAKE_SUSPECT.SKU_ID.in(skus))
                .and(BRAKE_SUSPECT.ASPECT.eq(aspect.id()))
                .orderBy(BRAKE_SUSPECT.SKU_ID, BRAKE_SUSPECT.STOREFRONT_ID)
                .forUpdate()
                .forEach(row -> known.put(new Place(row.getStorefrontId(), row.getSkuId()), row));
    }

    private record Place(String storefront, long sku) {}

    /** SKUs that count already. */
    Set<Long> skus() {
        Set<Long> skus = new TreeSet<>();
        known.keySet().forEach(place -> skus.add(place.sku()));
        return skus;
    }

    @Nullable
    BrakeSuspectRecord find(StorefrontId storefront, long sku) {
        return known.get(new Place(storefront.value(), sku));
    }

    /** Where each of these SKUs is live. */
    Map<Long, Set<String>> live(Collection<Long> skus) {
        Map<Long, Set<String>> live = new HashMap<>();
        tx.select(LISTING.SKU_ID, LISTING.STOREFRONT_ID)
                .from(LISTING)
                .where(LISTING.SKU_ID.in(skus))
                .and(LISTING.STATE.eq("live"))
                .forEach(row -> live.computeIfAbsent(row.value1(), sku -> new HashSet<>())
                        .add(row.value2()));
        return live;
    }

    void make(StorefrontId storefront, long sku, long before, @Nullable Long after, boolean held) {
        BrakeSuspectRecord row = new BrakeSuspectRecord();
        row.setStorefrontId(storefront.value());
        row.setAspect(aspect.id());
        row.setSkuId(sku);
        row.setValueBefore(before);
        row.setValueAfter(after);
        row.setHeld(held);
        row.setNotedAt(now);
        made.add(row);
    }

    void change(BrakeSuspectRecord row) {
        changed.add(row);
    }

    void drop(BrakeSuspectRecord row) {
        gone.add(row);
    }

    /**
     * Writes it all down.
     *
     * @return the storefronts whose brake must be judged anew
     */
    Set<StorefrontId> store() {
        Set<StorefrontId> touched = new TreeSet<>();
        for (List<BrakeSuspectRecord> rows : List.of(made, changed, gone)) {
            rows.forEach(row -> touched.add(new StorefrontId(row.getStorefrontId())));
        }
        Statements.run(
                tx,
                made.stream()
                        .map(row -> tx.insertInto(BRAKE_SUSPECT).set(row).onDuplicateKeyIgnore())
                        .toList());
        tx.batchUpdate(changed).execute();
        tx.batchDelete(gone).execute();
        return touched;
    }
}
