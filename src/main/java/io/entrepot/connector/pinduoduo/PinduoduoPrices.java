package io.entrepot.connector.pinduoduo;

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

/**
 * The shop's group prices, at which nearly all is sold. A change becomes a form that the platform may examine, so its answer proves
 * nothing.
 */
record PinduoduoPrices(Currency currency, PinduoduoClient client) implements PriceTarget, PriceSource {

    /** The item stays on or off sale as it was. */
    private static final String AS_IT_WAS = "1";

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
            return new CallRefused(PinduoduoCodes.WRONG_CURRENCY, other, false).outcome();
        }
        try {
            Answer answer = client.call(
                            "prices",
                            "pdd.goods.sku.price.update",
                            Map.of(
                                    "goods_id",
                                    write.listing().itemId(),
                                    "sku_price_list",
                                    "[{\"sku_id\":" + number(write.listing()) + ",\"group_price\":"
                                            + write.price().minor() + "}]",
                                    "sync_goods_operate",
                                    AS_IT_WAS),
                            new Sitting())
                    .object("goods_update_sku_price_response");
            if (!answer.node().path("is_success").asBoolean(false)) {
                String not = "the shop says that it has not taken the price";
                return new CallRefused(PinduoduoCodes.CALL_REFUSED, not, false).outcome();
            }
            return new Outcome.Accepted(answer.textOr("goods_commit_id", ""));
        } catch (IOException failure) {
            return Outcome.of(failure, PinduoduoCodes.UNREACHABLE);
        }
    }

    private static long number(ListingKey listing) throws CallRefused {
        try {
            return Long.parseLong(listing.channelSkuId());
        } catch (NumberFormatException e) {
            throw new CallRefused(PinduoduoCodes.GONE, "'" + listing.channelSkuId() + "' is no number of a SKU", false);
        }
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        Single.refuseMore(listings.size());
        for (ListingKey listing : listings) {
            try {
                Answer item = PinduoduoShelf.detail(client, "prices", listing.itemId(), new Sitting());
                for (Answer sku : item.list("sku_list")) {
                    if (sku.text("sku_id").equals(listing.channelSkuId())) {
                        return Map.of(listing, new Money(sku.units("multi_price"), currency));
                    }
                }
            } catch (CallRefused refused) {
                if (!refused.code().equals(PinduoduoCodes.GONE)) {
                    throw refused;
                }
            }
        }
        return Map.of();
    }
}
