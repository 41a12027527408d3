package io.entrepot.connector.taobao;

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

/**
 * The shop's stock, by difference, one SKU a call: no page says what a call of several SKUs does when one of them is refused. A
 * take-off larger than what is shown leaves 0.
 */
record TaobaoStock(StockRules rules, TopClient client) implements StockTarget {

    private static final String BY_DIFFERENCE = "2";

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
        try {
            Optional<Long> shown = shown(
                    client.call(
                                    "stock",
                                    "taobao.item.seller.get",
                                    Map.of("fields", "num_iid,num,sku", "num_iid", listing.itemId()),
                                    new Sitting())
                            .object("item"),
                    listing);
            return shown.map(units -> Map.of(listing, units)).orElse(Map.of());
        } catch (CallRefused refused) {
            if (refused.code().equals(TaobaoCodes.GONE)) {
                return Map.of();
            }
            throw refused;
        }
    }

    /** What an item shows of a listing; empty where the listing is not of it. */
    private static Optional<Long> shown(Answer item, ListingKey listing) throws IOException {
        if (isWhole(listing)) {
            return ItemReader.skus(item).isEmpty() ? Optional.of(item.units("num")) : Optional.empty();
        }
        Optional<Answer> sku = ItemReader.sku(item, listing.channelSkuId());
        return sku.isPresent() ? Optional.of(sku.get().units("quantity")) : Optional.empty();
    }

    /** An item without SKUs. */
    private static boolean isWhole(ListingKey listing) {
        return listing.channelSkuId().equals(listing.itemId());
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
        try {
            Answer item = change(delta.listing(), delta.change()).object("item");
            Optional<Long> shown = shown(item, delta.listing());
            return shown.isPresent() ? Outcome.Applied.showing(shown.get()) : Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, TaobaoCodes.UNREACHABLE);
        }
    }

    private Answer change(ListingKey listing, long change) throws IOException {
        return isWhole(listing)
                ? client.call(
                        "stock",
                        "taobao.item.quantity.update",
                        Map.of(
                                "num_iid", listing.itemId(),
                                "quantity", String.valueOf(change),
                                "type", BY_DIFFERENCE),
                        new Sitting())
                : client.call(
                        "stock",
                        "taobao.skus.quantity.update",
                        Map.of(
                                "num_iid",
                                listing.itemId(),
                                "skuid_quantities",
                                listing.channelSkuId() + ":" + change,
                                "type",
                                BY_DIFFERENCE),
                        new Sitting());
    }
}
