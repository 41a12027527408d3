package io.entrepot.channel.spi;

import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A storefront that tells all it lists, ours or not: what a shop that already sells is adopted from. */
public non-sealed interface ListingSource extends Capability {

    /**
     * One page of everything that is listed, in an order that loses nothing while listings come and go. The same listing may
     * be told by two pages; its key says so.
     *
     * @param pageToken what the page before gave as next, or null for the first
     * @throws QuotaExhausted when the quota is used up, by our count or the storefront's
     * @throws CallRefused when the storefront refused the call
     * @throws MalformedRecord when the page cannot be read
     * @throws IOException when the storefront gave no usable answer
     */
    ListingPage listings(@Nullable String pageToken) throws IOException;

    /**
     * One page.
     *
     * @param nextToken names the next page; null when this was the last
     */
    record ListingPage(
            List<ShownListing> listings, @Nullable String nextToken) {}

    /**
     * One SKU as the storefront lists it.
     *
     * @param merchantCode the seller's own code there; empty where the storefront has none
     * @param barcode or null
     * @param title of the item it belongs to
     * @param variant option names and values in order; empty for an item without variants
     * @param price as shown, or null where the storefront does not tell
     * @param quantity as {@link StockTarget#read} would tell it, or empty
     */
    record ShownListing(
            ListingKey key,
            String merchantCode,
            @Nullable String barcode,
            String title,
            Map<String, String> variant,
            State state,
            @Nullable Money price,
            OptionalLong quantity) {}
}
