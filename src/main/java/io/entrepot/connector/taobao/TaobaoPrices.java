package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Single;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shop's prices, one SKU a call. The shop names a SKU here by its properties, and wants the item's own price to lie among those of
 * its SKUs; so the item is read first. The answer does not say what is asked now; so it is read once more.
 */
record TaobaoPrices(ItemReader items, TopClient client) implements PriceTarget, PriceSource {

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
        if (!write.price().currency().equals(items.currency())) {
            String other = "the shop sells in " + items.currency() + ", not "
                    + write.price().currency();
            return new CallRefused(TaobaoCodes.WRONG_CURRENCY, other, false).outcome();
        }
        Sitting sitting = new Sitting();
        try {
            client.call("prices", "taobao.item.sku.price.update", parameters(write, sitting), sitting);
        } catch (IOException failure) {
            return Outcome.of(failure, TaobaoCodes.UNREACHABLE);
        }
        return taken(write.listing(), sitting);
    }

    private Outcome taken(ListingKey listing, Sitting sitting) {
        try {
            return price(listing, sitting)
                    .<Outcome>map(price -> Outcome.Applied.showing(price.minor()))
                    .orElse(new Outcome.Accepted(""));
        } catch (IOException notRead) {
            return new Outcome.Accepted("");
        }
    }

    private Map<String, String> parameters(PriceWrite write, Sitting sitting) throws IOException {
        ListingKey listing = write.listing();
        Answer item = items.item("prices", listing.itemId(), sitting);
        Answer sku = ItemReader.sku(item, listing.channelSkuId()).orElseThrow(() -> missing(listing));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "num_iid", listing.itemId(),
                "properties", sku.text("properties"),
                "price", write.price().decimal()));
        long lowest = write.price().minor();
        long highest = lowest;
        for (Answer other : ItemReader.skus(item)) {
            if (!other.text("sku_id").equals(listing.channelSkuId())) {
                lowest = Math.min(lowest, items.price(other).minor());
                highest = Math.max(highest, items.price(other).minor());
            }
        }
        long shown = items.price(item).minor();
        if (shown < lowest || shown > highest) {
            Money nearest = new Money(shown < lowest ? lowest : highest, items.currency());
            parameters.put("item_price", nearest.decimal());
        }
        return parameters;
    }

    private static CallRefused missing(ListingKey listing) {
        return listing.channelSkuId().equals(listing.itemId())
                ? new CallRefused(TaobaoCodes.NO_SKU_PRICE, "item " + listing.itemId() + " has no SKUs", false)
                : new CallRefused(TaobaoCodes.GONE, "the shop has no SKU " + listing.channelSkuId(), false);
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        Map<ListingKey, Money> prices = new HashMap<>();
        for (ListingKey listing : listings) {
            price(listing, new Sitting()).ifPresent(price -> prices.put(listing, price));
        }
        return prices;
    }

    private Optional<Money> price(ListingKey listing, Sitting sitting) throws IOException {
        try {
            Answer item = items.item("prices", listing.itemId(), sitting);
            return listing.channelSkuId().equals(listing.itemId())
                    ? Optional.of(items.price(item))
                    : ofSku(item, listing);
        } catch (CallRefused refused) {
            if (refused.code().equals(TaobaoCodes.GONE)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private Optional<Money> ofSku(Answer item, ListingKey listing) throws MalformedRecord {
        Optional<Answer> sku = ItemReader.sku(item, listing.channelSkuId());
        return sku.isPresent() ? Optional.of(items.price(sku.get())) : Optional.empty();
    }
}
