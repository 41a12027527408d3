package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.connector.vendure.Levels.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Sets units on hand at one location so that wanted quantities are shown. */
record ShelfWrite(VariantBatch batch, String location, Sitting sitting) {

    /**
     * Writes, by variant id.
     *
     * @param basis what was read; a variant that is missing is gone. What is allocated to orders after it is left to them. What
     *     left the shelf for an order after it would be put back by the write: it is taken away again at once.
     */
    Map<String, Outcome> show(Map<String, Long> wanted, Map<String, Level> basis) {
        Map<String, Outcome> outcomes = new HashMap<>();
        wanted.keySet().forEach(id -> outcomes.put(id, VariantBatch.gone(id)));
        Map<String, Level> after = new HashMap<>();
        outcomes.putAll(send(wanted, basis, after));
        Map<String, Long> tooMuch = new LinkedHashMap<>();
        wanted.forEach((id, quantity) -> {
            Level level = after.get(id);
            if (level != null && level.shown() > quantity) {
                tooMuch.put(id, quantity);
            }
        });
        send(tooMuch, after, new HashMap<>()).forEach((id, outcome) -> {
            if (outcome instanceof Outcome.Applied) {
                outcomes.put(id, outcome);
            }
        });
        return outcomes;
    }

    private Map<String, Outcome> send(Map<String, Long> wanted, Map<String, Level> basis, Map<String, Level> after) {
        List<Given.Variant> changes = new ArrayList<>();
        wanted.forEach((id, quantity) -> {
            Level level = basis.get(id);
            if (level != null) {
                changes.add(Given.Variant.stocked(id, new Given.StockLevel(location, quantity + level.allocated())));
            }
        });
        return batch.change(
                Document.STOCK,
                changes,
                variant -> {
                    Level level = Levels.level(variant, location);
                    after.put(String.valueOf(variant.id()), level);
                    return OptionalLong.of(level.shown());
                },
                sitting);
    }
}
