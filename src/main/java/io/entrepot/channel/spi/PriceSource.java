package io.entrepot.channel.spi;

import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A storefront whose prices can be read. Where the answer to a write does not say what is shown, nobody else can tell whether
 * it was done.
 */
public non-sealed interface PriceSource extends Capability {

    /**
     * What the storefront asks for each listing now. A listing that is gone is missing from the result.
     *
     * @throws IllegalArgumentException when there are more listings than {@link PriceTarget#batchSize}
     * @throws QuotaExhausted when the quota is used up, by our count or the storefront's
     * @throws CallRefused when the storefront refused the call
     * @throws IOException when the storefront gave no usable answer
     */
    Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException;
}
