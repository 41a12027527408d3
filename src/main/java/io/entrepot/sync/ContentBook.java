package io.entrepot.sync;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wanted of claimed content publications, by product, and what the storefront made of it. */
public interface ContentBook {

    /**
     * In one transaction: loads the product of each claim with all the SKUs it has on the storefront, and writes an attempt down
     * per claim. Claims whose lease is lost are left out.
     */
    List<ItemCase> open(StorefrontId storefront, List<Claim> claims, Instant now, Instant lastArrival);

    /** Stores the storefront's ids and states of these listings; a listing that is new there owes its price and stock from now on. */
    void listed(StorefrontId storefront, Map<String, Listed> bySku, Instant createdAt);

    /**
     * One item of the storefront, with SKUs of one product, and the claims it settles.
     *
     * @param draft with the SKUs that have a price; it may have none
     * @param obstacle why it is not to be published; empty when it is
     */
    record ItemCase(ItemDraft draft, List<ClaimedSku> claims, Step step, String obstacle) {}

    /** What an item needs. */
    enum Step {
        /** Send it, or send it again because a lost call may have undone it. */
        PUBLISH,
        /** An earlier creation may have been done: look before sending it. */
        LOOK_THEN_PUBLISH,
        /** It was taken; see how its review went. */
        LOOK
    }

    /**
     * One claim of a product.
     *
     * @param currency the storefront's
     * @param priced whether it has a price in the storefront's price list and currency
     * @param olderMayLandUntil the last moment at which an earlier attempt of unknown outcome may still be done; or null
     */
    record ClaimedSku(
            Claim claim,
            String sku,
            long revision,
            int failures,
            String currency,
            boolean priced,
            @Nullable Instant olderMayLandUntil) {}
}
