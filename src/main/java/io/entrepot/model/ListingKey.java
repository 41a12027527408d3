package io.entrepot.model;

/**
 * A SKU on a storefront, by the storefront's own ids.
 *
 * @param itemId the storefront's id of the product
 * @param channelSkuId the storefront's id of the SKU; equal to the item id where a channel has items without SKUs
 */
public record ListingKey(StorefrontId storefront, String itemId, String channelSkuId) {

    @Override
    public String toString() {
        return storefront + "/" + itemId + "/" + channelSkuId;
    }
}
