package io.entrepot.store.load;

import java.util.Currency;
import java.util.Set;

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
}
