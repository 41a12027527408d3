package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Single;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.connector.weidian.WeidianClient.Method;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's prices. Only the price is sent, so the stock of the same SKU is left alone; the answer does not say what is shown. */
record WeidianPrices(Currency currency, WeidianClient client) implements PriceTarget, PriceSource {

    private static final Method OF_SKU = new Method("vdian.item.sku.update", "1.0");
    private static final Method OF_ITEM = new Method("vdian.item.update", "1.0");

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<Outcome> setPrices(List<PriceWrite> writes) {
        Single.refuseMore(writes.size());
        return writes.stream().map(this::set).toList();
    }

    private Outcome set(PriceWrite write) {
        if (!write.price().currency().equals(currency)) {
            String other =
                    "the shop sells in " + currency + ", not " + write.price().currency();
            return new CallRefused(WeidianCodes.WRONG_CURRENCY, other, false).outcome();
        }
        String item = write.listing().itemId();
        String sku = write.listing().channelSkuId();
        String price = Yuan.written(write.price());
        try {
            if (sku.equals(Item.NO_SKU)) {
                client.call("prices", OF_ITEM, Map.of("itemid", item, "price", price), new Sitting());
            } else {
                List<Map<String, String>> skus = List.of(Map.of("id", sku, "price", price));
                client.call("prices", OF_SKU, Map.of("itemid", item, "skus", skus), new Sitting());
            }
            return new Outcome.Accepted("");
        } catch (IOException failure) {
            return Outcome.of(failure, WeidianCodes.UNREACHABLE);
        }
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        if (listings.isEmpty()) {
            return Map.of();
        }
        Optional<Item.Sku> sku = new Items(client).find("prices", listings.get(0));
        return sku.isEmpty()
                ? Map.of()
                : Map.of(listings.get(0), Yuan.read(sku.get().told(), "price", currency));
    }
}
