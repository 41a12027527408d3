package io.entrepot.store.price;

import io.entrepot.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a SKU costs in a price list.
 *
 * @param sku the SKU's code
 * @param priceList the name of the price list, at most 60 characters
 * @param compareAt the higher price it is shown against, in the same currency, or null for none
 */
public record SkuPrice(
        String sku, String priceList, Money price, @Nullable Money compareAt) {

    /**
     * @throws IllegalArgumentException when the two amounts are of different currencies
     */
    public SkuPrice {
        if (compareAt != null && !compareAt.currency().equals(price.currency())) {
            throw new IllegalArgumentException("price " + price + " and compare-at price " + compareAt + " of SKU '"
                    + sku + "' must be of one currency");
        }
    }
}
