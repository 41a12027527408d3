package io.entrepot.connector.mall;

import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import java.util.List;
import java.util.OptionalLong;

/** The shop's prices. */
record MallPrices(MallClient client) implements PriceTarget {

    @Override
    public int batchSize() {
        return BatchOutcomes.BATCH;
    }

    @Override
    public List<Outcome> setPrices(List<PriceWrite> writes) {
        List<String> ids =
                writes.stream().map(write -> write.listing().channelSkuId()).toList();
        Wire.PricesBody body =
                new Wire.PricesBody(writes.stream().map(MallPrices::body).toList());
        return BatchOutcomes.of(ids, () -> client.post("prices", url -> {}, body), MallPrices::shown);
    }

    private static Wire.PriceBody body(PriceWrite write) {
        Wire.Amount compareAt = write.compareAt() == null ? null : Wire.Amount.of(write.compareAt());
        return new Wire.PriceBody(write.listing().channelSkuId(), Wire.Amount.of(write.price()), compareAt);
    }

    private static OptionalLong shown(Wire.Result result) throws MalformedRecord {
        return result.price() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Wire.Amount.read(result.price(), "price").minor());
    }
}
