package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Single;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The shop's stock, one SKU a call, by difference. Stock by warehouse, by step or for a campaign is left alone. */
record DouyinStock(StockRules rules, DouyinClient client) implements StockTarget {

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
        ListingKey listing = listings.get(0);
        if (!listing.channelSkuId().matches("\\d{1,18}")) {
            return Map.of();
        }
        try {
            Answer sku = client.call(
                            "stock",
                            "sku.stockNum",
                            Map.of("sku_id", Long.parseLong(listing.channelSkuId())),
                            new Sitting())
                    .object("data");
            if (sku.whole("sku_type") != 0) {
                String other = "the stock of SKU " + listing.channelSkuId() + " is kept by warehouse or by step";
                throw new CallRefused(DouyinCodes.OTHER_STOCK, other, false);
            }
            return Map.of(listing, sku.units("stock_num"));
        } catch (CallRefused refused) {
            if (refused.code().equals(DouyinCodes.GONE)) {
                return Map.of();
            }
            throw refused;
        }
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        Single.refuseMore(writes.size());
        if (writes.isEmpty()) {
            return List.of();
        }
        if (!(writes.get(0) instanceof StockWrite.Delta delta)) {
            throw new IllegalArgumentException("this shop takes DELTA, not " + writes.get(0));
        }
        return List.of(write(delta));
    }

    private Outcome write(StockWrite.Delta delta) {
        if (delta.change() == 0) {
            return Outcome.Applied.SILENT;
        }
        ListingKey listing = delta.listing();
        try {
            client.call(
                    "stock",
                    "sku.syncStock",
                    Map.of(
                            "product_id",
                            listing.itemId(),
                            "sku_id",
                            listing.channelSkuId(),
                            "incremental",
                            true,
                            "idempotent_id",
                            UUID.randomUUID().toString(),
                            "stock_num",
                            delta.change()),
                    new Sitting());
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            return refused.code().equals(DouyinCodes.NOT_SO_MANY) ? new Outcome.Changed() : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, DouyinCodes.UNREACHABLE);
        }
    }
}
