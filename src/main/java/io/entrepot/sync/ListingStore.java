package io.entrepot.sync;

import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what storefronts list, as it was last seen there. */
public interface ListingStore {

    /** Where the scan of that storefront stands; a new one begins now when none is under way. */
    Scan scan(StorefrontId storefront, Instant now);

    /**
     * Stores one page, and notes what somebody changed on the storefront; after the last, what was not seen in this scan is gone, and what is new is matched with our SKUs.
     *
     * @param nextToken where the scan goes on, or null when it is complete
     * @param askedAt when the page was asked for
     */
    void accept(Scan scan, List<ShownListing> listings, @Nullable String nextToken, Instant askedAt, Instant now);

    /** Notes why a page could not be read; a person is told from the second time in a row on. */
    void failed(StorefrontId storefront, ErrorCode code, String problem);

    /**
     * A scan under way.
     *
     * @param nextToken names the next page; null at the beginning
     */
    record Scan(
            StorefrontId storefront,
            Instant startedAt,
            @Nullable String nextToken) {}
}
