package io.entrepot.connector.mall;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The shop's stock. */
record MallStock(StockRules rules, MallClient client) implements StockTarget {

    @Override
    public StockRules rules(ListingKey listing) {
        return rules;
    }

    @Override
    public int batchSize() {
        return BatchOutcomes.BATCH;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        if (listings.isEmpty()) {
            return Map.of();
        }
        BatchOutcomes.refuseMoreThanABatch(listings.size());
        Map<String, ListingKey> bySku = new HashMap<>();
        listings.forEach(listing -> bySku.put(listing.channelSkuId(), listing));
        Wire.StockAnswer answer = client.get(
                        "stock", url -> bySku.keySet().forEach(id -> url.addQueryParameter("sku_ids", id)))
                .as(Wire.StockAnswer.class);
        Map<ListingKey, Long> shown = new HashMap<>();
        for (Wire.Shown one : MallJson.need(answer.stock(), "stock")) {
            ListingKey listing = bySku.get(MallJson.need(one.skuId(), "stock.sku_id"));
            if (listing != null) {
                shown.put(listing, MallJson.need(one.quantity(), "stock.quantity"));
            }
        }
        return shown;
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        List<String> ids =
                writes.stream().map(write -> write.listing().channelSkuId()).toList();
        return BatchOutcomes.of(
                ids, () -> rules.kind() == WriteKind.DELTA ? deltas(writes) : quantities(writes), MallStock::shown);
    }

    private static OptionalLong shown(Wire.Result result) {
        return result.quantity() == null ? OptionalLong.empty() : OptionalLong.of(result.quantity());
    }

    private MallClient.Answer deltas(List<StockWrite> writes) throws IOException {
        List<Wire.DeltaBody> changes = new ArrayList<>();
        for (StockWrite write : writes) {
            if (!(write instanceof StockWrite.Delta delta)) {
                throw unfit(write);
            }
            changes.add(new Wire.DeltaBody(delta.listing().channelSkuId(), delta.change()));
        }
        return client.post("stock", url -> url.addPathSegment("deltas"), new Wire.DeltasBody(changes));
    }

    private MallClient.Answer quantities(List<StockWrite> writes) throws IOException {
        List<Wire.QuantityBody> stock = writes.stream().map(this::quantity).toList();
        return client.put("stock", url -> {}, new Wire.StockBody(stock));
    }

    private Wire.QuantityBody quantity(StockWrite write) {
        String id = write.listing().channelSkuId();
        if (rules.kind() == WriteKind.ABSOLUTE && write instanceof StockWrite.Absolute absolute) {
            return new Wire.QuantityBody(id, absolute.quantity(), null);
        }
        if (rules.kind() == WriteKind.COMPARE_AND_SET && write instanceof StockWrite.CompareAndSet set) {
            return new Wire.QuantityBody(id, set.quantity(), set.expected());
        }
        throw unfit(write);
    }

    private IllegalArgumentException unfit(StockWrite write) {
        return new IllegalArgumentException("this shop takes " + rules.kind() + ", not " + write);
    }
}
