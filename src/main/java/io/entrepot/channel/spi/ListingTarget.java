package io.entrepot.channel.spi;

import io.entrepot.model.ListingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A storefront on which products can be listed. */
public non-sealed interface ListingTarget extends Capability {

    /**
     * Creates the item, or changes the one that is there, so that it has this content and has these SKUs. A new SKU starts with
     * stock 0 and with the draft's price. Each SKU carries our own code as its merchant code. SKUs there that the draft does not
     * name are left as they are. A draft with an item id never creates an item, and one with a channel SKU id never creates
     * that SKU: it is rejected where the storefront no longer has it.
     */
    Published publish(ItemDraft draft);

    /**
     * Looks an item up by our own SKU codes, to settle a creation whose outcome is unknown.
     *
     * @throws java.io.IOException when the storefront gave no usable answer
     */
    Map<String, Listed> find(List<String> skuCodes) throws java.io.IOException;

    /**
     * A product as it should stand on the storefront.
     *
     * @param code the seller's own product code
     * @param itemId the storefront's id, or null when it is not known to be listed
     * @param skus those that are to be listed there
     */
    record ItemDraft(
            String code,
            @Nullable String itemId,
            String title,
            String description,
            String brand,
            @Nullable String imageUrl,
            List<SkuDraft> skus) {
        /** The same with the storefront's id of an item that was found there. */
        public ItemDraft withItemId(@Nullable String found) {
            return new ItemDraft(code, found, title, description, brand, imageUrl, skus);
        }
    }

    /**
     * One SKU of a draft.
     *
     * @param code the seller's own SKU code, sent as merchant code
     * @param channelSkuId the storefront's id of it in that item, or null when it is not known to be listed
     * @param variant option names and values in order: colour, size
     * @param priceMinor in the storefront's currency; used when the SKU is new there
     */
    record SkuDraft(
            String code,
            @Nullable String channelSkuId,
            @Nullable String barcode,
            Map<String, String> variant,
            long priceMinor) {}

    /** A SKU that is listed: its ids there and its state. */
    record Listed(ListingKey key, State state, String reason) {}

    /** A listing's life on the storefront. */
    enum State {
        DRAFT,
        IN_REVIEW,
        LIVE,
        REJECTED,
        ENDED
    }

    /**
     * What became of a draft.
     *
     * @param outcome one for the item
     * @param listed by SKU code; empty unless applied or accepted
     */
    record Published(Outcome outcome, Map<String, Listed> listed) {
        /** Not done, or not known to be. */
        public static Published failed(Outcome outcome) {
            return new Published(outcome, Map.of());
        }

        /** The listing of one SKU, where there is one. */
        public Optional<Listed> of(String skuCode) {
            return Optional.ofNullable(listed.get(skuCode));
        }
    }
}
