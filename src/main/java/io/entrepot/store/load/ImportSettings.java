package io.entrepot.store.load;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.config.StorefrontConfig;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What files leave unsaid.
 *
 * @param currency of prices that come without one
 * @param priceList that prices go to when they name none
 * @param location where stock lies that names no location
 * @param locations the codes of all locations there are
 */
public record ImportSettings(Currency currency, String priceList, String location, Set<String> locations) {

    /**
     * @throws IllegalArgumentException when {@code location} is none of {@code locations}
     */
    public ImportSettings {
        locations = Set.copyOf(locations);
        if (!locations.contains(location)) {
            throw new IllegalArgumentException("location '" + location + "' is none of " + locations);
        }
    }

    /** What a configuration implies: the first storefront's currency and price list, and the first location. */
    public static ImportSettings of(EntrepotConfig config) {
        Optional<StorefrontConfig> first = config.storefronts().stream().findFirst();
        return new ImportSettings(
                first.map(StorefrontConfig::currency).orElse(Currency.getInstance("CNY")),
                first.map(StorefrontConfig::priceList).orElse("default"),
                config.locations().get(0).code(),
                config.locations().stream().map(LocationConfig::code).collect(Collectors.toSet()));
    }

    /** The same with another currency. */
    public ImportSettings in(Currency other) {
        return new ImportSettings(other, priceList, location, locations);
    }
}
