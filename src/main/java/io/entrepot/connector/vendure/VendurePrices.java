package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The shop's prices. Vendure has no price to compare with. */
record VendurePrices(Currency currency, VariantBatch batch) implements PriceTarget {

    @Override
    public int batchSize() {
        return VariantBatch.BATCH;
    }

    @Override
    public List<Outcome> setPrices(List<PriceWrite> writes) {
        VariantBatch.refuseMoreThanABatch(writes.size());
        Map<String, Outcome> outcomes = new HashMap<>();
        List<Given.Variant> changes = writes.stream()
                .filter(write -> write.price().currency().equals(currency))
                .map(write -> Given.Variant.priced(
                        write.listing().channelSkuId(),
                        new Given.Price(
                                currency.getCurrencyCode(), write.price().minor())))
                .toList();
        outcomes.putAll(batch.change(Document.PRICES, changes, this::shown, new Sitting()));
        return writes.stream()
                .map(write -> write.price().currency().equals(currency)
                        ? Objects.requireNonNull(outcomes.get(write.listing().channelSkuId()))
                        : wrongCurrency(write))
                .toList();
    }

    private OptionalLong shown(Wire.Variant variant) {
        List<Wire.Price> prices = variant.prices() == null ? List.of() : variant.prices();
        return prices.stream()
                .filter(price -> currency.getCurrencyCode().equals(price.currencyCode()))
                .map(Wire.Price::price)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private Outcome wrongCurrency(PriceWrite write) {
        return VariantBatch.rejected(
                VendureCodes.WRONG_CURRENCY,
                "the storefront sells in " + currency + ", not in "
                        + write.price().currency());
    }
}
