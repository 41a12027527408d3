package io.entrepot.store.load;

import io.entrepot.store.catalog.Changes;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets what was counted. Each import is a count of its own, so the movements of no two imports share a key. */
final class StockStage {

    private static final String REASON = "import";

    private final StockLevels levels;
    private final String run;
    private int calls;

    /**
     * @param run what the movements' keys begin with
     */
    StockStage(StockLevels levels, String run) {
        this.levels = levels;
        this.run = run;
    }

    private record Place(String sku, String location) {}

    /** The counts as they were just before, which another writer may change meanwhile, decide only what is reported. */
    Changes set(List<Count> counts) {
        Map<Place, Long> before = new HashMap<>();
        levels.of(counts.stream().map(Count::sku).toList())
                .forEach(level -> before.put(new Place(level.sku(), level.location()), level.onHand()));
        levels.set(counts, REASON, run + ++calls);
        long created = 0;
        long unchanged = 0;
        for (Count count : counts) {
            Long onHand = before.get(new Place(count.sku(), count.location()));
            created += onHand == null ? 1 : 0;
            unchanged += onHand != null && onHand == count.onHand() ? 1 : 0;
        }
        return new Changes(created, counts.size() - created - unchanged, unchanged);
    }
}
