package io.entrepot.simulator.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One product of the shop. Guarded by the shop's lock. */
public final class Item {

    final Instant liveFrom;
    final List<Sku> skus = new ArrayList<>();
    long id;
    String code;
    String title = "";

    /** Made, and not to be seen by anybody who could buy it. */
    boolean hidden;

    @Nullable
    String rejectedFor;

    Item(long id, String code, Instant liveFrom) {
        this.id = id;
        this.code = code;
        this.liveFrom = liveFrom;
    }

    /** The shop's id of it. */
    public String idText() {
        return String.valueOf(id);
    }

    /** {@code live}, {@code in_review}, {@code rejected} or {@code ended}. */
    public String state(Instant now) {
        if (rejectedFor != null) {
            return "rejected";
        }
        if (skus.stream().allMatch(sku -> sku.ended)) {
            return "ended";
        }
        return hidden || now.isBefore(liveFrom) ? "in_review" : "live";
    }

    /** The state of one of its SKUs. */
    public String state(Sku sku, Instant now) {
        return sku.ended ? "ended" : state(now);
    }

    /** The seller's code of it; empty where there is none. */
    public String code() {
        return code;
    }

    /** Its title. */
    public String title() {
        return title;
    }

    /** Its SKUs, the oldest first. */
    public List<Sku> skus() {
        return List.copyOf(skus);
    }

    /** Why a reviewer rejected it; null where none did. */
    public @Nullable String rejectedFor() {
        return rejectedFor;
    }
}
