package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.connector.vendure.Levels.Level;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The shop's stock. Vendure takes units on hand and subtracts what it has allocated to orders by itself; what it shows is the
 * rest. To show a quantity is to set on hand to that quantity and what is allocated.
 */
record VendureStock(StockRules rules, ShopFacts shop, Levels levels, VariantBatch batch) implements StockTarget {

    @Override
    public StockRules rules(ListingKey listing) {
        return rules;
    }

    @Override
    public int batchSize() {
        return VariantBatch.BATCH;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        VariantBatch.refuseMoreThanABatch(listings.size());
        if (listings.isEmpty()) {
            return Map.of();
        }
        Sitting sitting = new Sitting();
        String location = shop.facts(sitting).locationId();
        List<String> ids = listings.stream().map(ListingKey::channelSkuId).toList();
        Map<String, Level> read = levels.read(ids, location, sitting);
        levels.keep(read);
        Map<ListingKey, Long> shown = new HashMap<>();
        listings.forEach(listing -> {
            Level level = read.get(listing.channelSkuId());
            if (level != null) {
                shown.put(listing, level.shown());
            }
        });
        return shown;
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        VariantBatch.refuseMoreThanABatch(writes.size());
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (StockWrite write : writes) {
            if (!(write instanceof StockWrite.Absolute absolute)) {
                throw new IllegalArgumentException("a Vendure shop takes ABSOLUTE, not " + write);
            }
            wanted.put(write.listing().channelSkuId(), absolute.quantity());
        }
        Map<String, Outcome> outcomes = wanted.isEmpty() ? Map.of() : show(wanted, new Sitting());
        return writes.stream()
                .map(write ->
                        Objects.requireNonNull(outcomes.get(write.listing().channelSkuId())))
                .toList();
    }

    private Map<String, Outcome> show(Map<String, Long> wanted, Sitting sitting) {
        try {
            String location = shop.facts(sitting).locationId();
            Map<String, Level> basis = levels.basis(wanted, location, sitting);
            return new ShelfWrite(batch, location, sitting).show(wanted, basis);
        } catch (IOException unread) {
            Map<String, Outcome> outcomes = new HashMap<>();
            wanted.keySet().forEach(id -> outcomes.put(id, Refused.beforeAnything(unread)));
            return outcomes;
        }
    }
}
