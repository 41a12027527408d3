package io.entrepot.connector.pinduoduo;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.OptionalLong;

/** The shop's stock, one SKU a call, by difference. */
record PinduoduoStock(StockRules rules, PinduoduoClient client) implements StockTarget {

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
        OptionalLong shown = shown(listing, new Sitting());
        return shown.isPresent() ? Map.of(listing, shown.getAsLong()) : Map.of();
    }

    /** Empty for what is gone. */
    private OptionalLong shown(ListingKey listing, Sitting sitting) throws IOException {
        try {
            Answer item = PinduoduoShelf.detail(client, "stock", listing.itemId(), sitting);
            for (Answer sku : item.list("sku_list")) {
                if (sku.text("sku_id").equals(listing.channelSkuId())) {
                    return OptionalLong.of(sku.units("quantity"));
                }
            }
            return OptionalLong.empty();
        } catch (CallRefused refused) {
            if (refused.code().equals(PinduoduoCodes.GONE)) {
                return OptionalLong.empty();
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
        Sitting sitting = new Sitting();
        try {
            send(delta, sitting);
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            return wouldFallBelowZero(delta, refused, sitting) ? new Outcome.Changed() : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, PinduoduoCodes.UNREACHABLE);
        }
    }

    private void send(StockWrite.Delta delta, Sitting sitting) throws IOException {
        JsonNode done = client.call(
                        "stock",
                        "pdd.goods.quantity.update",
                        Map.of(
                                "goods_id", delta.listing().itemId(),
                                "sku_id", delta.listing().channelSkuId(),
                                "quantity", String.valueOf(delta.change()),
                                "update_type", BY_DIFFERENCE),
                        sitting)
                .object("goods_quantity_update_response")
                .node()
                .path("is_success");
        if (!done.isBoolean()) {
            throw new IOException("the shop does not say whether it has changed the stock");
        }
        if (!done.booleanValue()) {
            throw new CallRefused(
                    PinduoduoCodes.CALL_REFUSED, "the shop says that it has not changed the stock", false);
        }
    }

    /** The platform refuses what would fall below zero. No page names the code, so what is shown decides. */
    private boolean wouldFallBelowZero(StockWrite.Delta delta, CallRefused refused, Sitting sitting) {
        if (delta.change() > 0 || !refused.code().equals(PinduoduoCodes.CALL_REFUSED)) {
            return false;
        }
        try {
            OptionalLong shown = shown(delta.listing(), sitting);
            return shown.isPresent() && shown.getAsLong() + delta.change() < 0;
        } catch (IOException unknown) {
            return false;
        }
    }
}
