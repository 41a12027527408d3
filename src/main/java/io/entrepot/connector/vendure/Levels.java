package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads stock levels at the one location that is kept, and keeps what was read for the write that follows from it. */
final class Levels {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 10_000;

    private final AdminApi api;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    Levels(AdminApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Units on Vendure's shelf, and those of them that it keeps for orders. */
    record Level(long onHand, long allocated) {
        /** What is left to be sold. */
        long shown() {
            return onHand - allocated;
        }
    }

    private record Seen(Level level, Instant at) {}

    /** What the shop has now, by variant id; a variant that is gone is missing. */
    Map<String, Level> read(Collection<String> variantIds, String locationId, Sitting sitting) throws IOException {
        AdminApi.Answer answer = api.call(Document.LEVELS, new Given.Ids(List.copyOf(variantIds)), sitting);
        Map<String, Level> levels = new HashMap<>();
        for (Wire.Variant variant : answer.list(Wire.Variant.class, "/productVariants/items")) {
            levels.put(VendureJson.need(variant.id(), "productVariants.items.id"), level(variant, locationId));
        }
        return levels;
    }

    void keep(Map<String, Level> levels) {
        Instant now = clock.instant();
        if (seen.size() > MOST_KEPT) {
            seen.values().removeIf(old -> isOld(old, now));
        }
        levels.forEach((id, level) -> seen.put(id, new Seen(level, now)));
    }

    /**
     * What writes of these quantities are computed from, by variant id: what was kept a moment ago, each given out once, and
     * what the shop has now of the others. To show nothing, only what is allocated now will do. A variant that is gone is
     * missing.
     */
    Map<String, Level> basis(Map<String, Long> wanted, String locationId, Sitting sitting) throws IOException {
        Map<String, Level> basis = new HashMap<>();
        Instant now = clock.instant();
        wanted.forEach((id, quantity) -> {
            Seen kept = seen.remove(id);
            if (kept != null && quantity > 0 && !isOld(kept, now)) {
                basis.put(id, kept.level());
            }
        });
        List<String> unread =
                wanted.keySet().stream().filter(id -> !basis.containsKey(id)).toList();
        if (!unread.isEmpty()) {
            basis.putAll(read(unread, locationId, sitting));
        }
        return basis;
    }

    /**
     * What a variant has at a location; a variant that was never there has nothing.
     *
     * @throws MalformedRecord when a number is missing
     */
    static Level level(Wire.Variant variant, String locationId) throws MalformedRecord {
        for (Wire.StockLevel level : VendureJson.need(variant.stockLevels(), "stockLevels")) {
            if (locationId.equals(level.stockLocationId())) {
                return new Level(
                        VendureJson.need(level.stockOnHand(), "stockLevels.stockOnHand"),
                        VendureJson.need(level.stockAllocated(), "stockLevels.stockAllocated"));
            }
        }
        return new Level(0, 0);
    }

    private static boolean isOld(Seen kept, Instant now) {
        return kept.at().plus(FRESH).isBefore(now);
    }
}
