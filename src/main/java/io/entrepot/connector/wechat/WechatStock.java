package io.entrepot.connector.wechat;

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
import java.util.Optional;

/** The shop's stock, one SKU a call. Only what is on sale in all places is written; stock by region is left alone. */
record WechatStock(StockRules rules, WechatClient client) implements StockTarget {

    private static final int ADDS = 1;
    private static final int TAKES = 2;

    @Override
    public StockRules rules(ListingKey listing) {
        return rules;
    }

    @Override
    public Optional<StockLog> log() {
        return Optional.of(new WechatStockLog(rules.visibilityLag(), client));
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
        try {
            Answer answer = client.call(
                    "stock",
                    "product/stock/get",
                    Map.of("product_id", listing.itemId(), "sku_id", listing.channelSkuId()),
                    new Sitting());
            return Map.of(listing, answer.object("data").units("normal_stock_num"));
        } catch (CallRefused refused) {
            if (refused.code().equals(WechatCodes.GONE)) {
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
                    "product/stock/update",
                    Map.of(
                            "product_id",
                            listing.itemId(),
                            "sku_id",
                            listing.channelSkuId(),
                            "diff_type",
                            delta.change() > 0 ? ADDS : TAKES,
                            "num",
                            Math.abs(delta.change())),
                    new Sitting());
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            return refused.code().equals(WechatCodes.NOT_SO_MANY) ? new Outcome.Changed() : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, WechatCodes.UNREACHABLE);
        }
    }
}
