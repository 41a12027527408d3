package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Single;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** The shop's prices. No page says that a price shows as soon as it is taken, so it counts only when it was read back. */
record DouyinPrices(Currency currency, DouyinClient client) implements PriceTarget, PriceSource {

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
            return new CallRefused(DouyinCodes.WRONG_CURRENCY, other, false).outcome();
        }
        ListingKey listing = write.listing();
        try {
            client.call(
                    "prices",
                    "sku.editPrice",
                    Map.of(
                            "product_id",
                            listing.itemId(),
                            "sku_id",
                            listing.channelSkuId(),
                            "price",
                            write.price().minor()),
                    new Sitting());
            return new Outcome.Accepted("");
        } catch (IOException failure) {
            return Outcome.of(failure, DouyinCodes.UNREACHABLE);
        }
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        for (ListingKey listing : listings) {
            try {
                Answer product = client.call(
                                "prices", "product.detail", Map.of("product_id", listing.itemId()), new Sitting())
                        .object("data");
                for (Answer sku : product.list("spec_prices")) {
                    if (sku.text("sku_id").equals(listing.channelSkuId())) {
                        return Map.of(listing, new Money(sku.units("price"), currency));
                    }
                }
            } catch (CallRefused refused) {
                if (!refused.code().equals(DouyinCodes.GONE)) {
                    throw refused;
                }
            }
        }
        return Map.of();
    }
}
