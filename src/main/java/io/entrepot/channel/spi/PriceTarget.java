package io.entrepot.channel.spi;

import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A storefront whose prices can be set. One whose answers do not say what it asks then should be a {@link PriceSource}, too. */
public non-sealed interface PriceTarget extends Capability {

    /** How many items one call takes; at least 1. */
    int batchSize();

    /**
     * Sets prices; one outcome per item, in order. Setting the same price twice changes nothing.
     *
     * @throws IllegalArgumentException when there are more than {@link #batchSize}
     */
    List<Outcome> setPrices(List<PriceWrite> writes);

    /** The price one listing shall have. */
    record PriceWrite(
            ListingKey listing, Money price, @Nullable Money compareAt) {}
}
