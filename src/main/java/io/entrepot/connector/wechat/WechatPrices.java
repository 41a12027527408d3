package io.entrepot.connector.wechat;

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

/** The shop's prices, which need no review. It was seen to answer well and to change nothing, so its answer proves nothing. */
record WechatPrices(Currency currency, WechatClient client) implements PriceTarget, PriceSource {

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
            return new CallRefused(WechatCodes.WRONG_CURRENCY, other, false).outcome();
        }
        ListingKey listing = write.listing();
        try {
            client.call(
                    "prices",
                    "product/auditfree",
                    Map.of(
                            "product_id",
                            listing.itemId(),
                            "skus",
                            List.of(Map.of(
                                    "sku_id",
                                    listing.channelSkuId(),
                                    "sale_price",
                                    write.price().minor()))),
                    new Sitting());
            return new Outcome.Accepted("");
        } catch (IOException failure) {
            return Outcome.of(failure, WechatCodes.UNREACHABLE);
        }
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        for (ListingKey listing : listings) {
            try {
                Answer product = client.call(
                                "prices",
                                "product/get",
                                Map.of("product_id", listing.itemId(), "data_type", 1),
                                new Sitting())
                        .object("product");
                for (Answer sku : product.list("skus")) {
                    if (sku.text("sku_id").equals(listing.channelSkuId())) {
                        return Map.of(listing, new Money(sku.units("sale_price"), currency));
                    }
                }
            } catch (CallRefused refused) {
                if (!refused.code().equals(WechatCodes.GONE)) {
                    throw refused;
                }
            }
        }
        return Map.of();
    }
}
