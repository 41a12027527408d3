package io.entrepot.simulator.mall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One product of the shop. Guarded by the shop's lock. */
final class Item {

    final Instant liveFrom;
    final List<Sku> skus = new ArrayList<>();
    long id;
    String code;
    String title = "";

    @Nullable
    String rejectedFor;

    Item(long id, String code, Instant liveFrom) {
        this.id = id;
        this.code = code;
        this.liveFrom = liveFrom;
    }

    String idText() {
        return String.valueOf(id);
    }

    String state(Instant now) {
        if (rejectedFor != null) {
            return "rejected";
        }
        if (skus.stream().allMatch(sku -> sku.ended)) {
            return "ended";
        }
        return now.isBefore(liveFrom) ? "in_review" : "live";
    }

    String state(Sku sku, Instant now) {
        return sku.ended ? "ended" : state(now);
    }
}
