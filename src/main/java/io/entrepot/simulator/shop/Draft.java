package io.entrepot.simulator.shop;

import io.entrepot.model.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants listed.
 *
 * @param code the seller's code of the item
 * @param id of the item that is to become so, or null for the one that has this code, or a new one
 */
public record Draft(String code, @Nullable String id, String title, List<DraftSku> skus) {

    /**
     * One of its SKUs.
     *
     * @param code the seller's code
     * @param id of the SKU that is to become so, or null for the item's one that has this code, or a new one
     * @param variant option names and values in their order
     * @param price of a new one; a known one keeps its price
     */
    public record DraftSku(
            String code, @Nullable String id, @Nullable String barcode, Map<String, String> variant, Money price) {}
}
