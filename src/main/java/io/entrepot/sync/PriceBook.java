package io.entrepot.sync;

import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted of claimed price publications, and the attempts made on them. */
public interface PriceBook {

    /**
     * In one transaction: loads every claim's case and writes an attempt down for each that has a price to be sent. Claims whose
     * lease is lost are left out.
     *
     * @param readable whether what was accepted is to be looked at before it is sent again
     * @param lastArrival the last moment at which what is now sent may still be done
     */
    List<PriceCase> open(
            StorefrontId storefront, List<Claim> claims, boolean readable, Instant now, Instant lastArrival);

    /**
     * All that a price write needs.
     *
     * @param price null when the SKU has none in the storefront's price list and currency
     * @param toSee whether it is to be read, and nothing sent: the storefront has accepted it
     * @param olderMayLandUntil the last moment at which an earlier attempt of unknown outcome may still be done; or null
     */
    record PriceCase(
            Claim claim,
            ListingKey listing,
            String sku,
            String currency,
            @Nullable Money price,
            @Nullable Money compareAt,
            long revision,
            int failures,
            boolean toSee,
            @Nullable Instant olderMayLandUntil) {}
}
