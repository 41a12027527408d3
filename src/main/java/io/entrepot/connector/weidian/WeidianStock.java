package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Single;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.connector.weidian.WeidianClient.Method;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's stock, one SKU a call. It is set, not changed by a difference: no source knows another {@code type} than {@code set}. */
record WeidianStock(StockRules rules, WeidianClient client) implements StockTarget {

    private static final Method UPDATE = new Method("vdian.item.stock.update", "1.0");

    @Override
    public StockRules rules(ListingKey listing) {
        return rules;
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        if (listings.isEmpty()) {
            return Map.of();
        }
        Optional<Item.Sku> sku = new Items(client).find("stock", listings.get(0));
        return sku.isEmpty()
                ? Map.of()
                : Map.of(listings.get(0), sku.get().told().units("stock"));
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        Single.refuseMore(writes.size());
        if (writes.isEmpty()) {
            return List.of();
        }
        if (!(writes.get(0) instanceof StockWrite.Absolute absolute)) {
            throw new IllegalArgumentException("this shop takes ABSOLUTE, not " + writes.get(0));
        }
        return List.of(set(absolute));
    }

    private Outcome set(StockWrite.Absolute write) {
        String sku = write.listing().channelSkuId();
        Map<String, Object> item = Map.of(
                "item_id", write.listing().itemId(),
                "item_sku_id", sku.equals(Item.NO_SKU) ? "" : sku,
                "stock", write.quantity());
        try {
            client.call("stock", UPDATE, Map.of("type", "set", "items", List.of(item)), new Sitting());
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, WeidianCodes.UNREACHABLE);
        }
    }
}
