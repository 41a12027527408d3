package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.connector.vendure.ShopFacts.Facts;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shop's products: a product is an item, its variants are the SKUs. */
record VendureListings(StorefrontId storefront, AdminApi api, ShopFacts shop) implements ListingTarget {

    private static final int LOOKED_UP_AT_ONCE = 100;

    @Override
    public Published publish(ItemDraft draft) {
        Sitting sitting = new Sitting();
        Facts facts;
        DraftSearch.Found found;
        try {
            facts = shop.facts(sitting);
            found = new DraftSearch(api, sitting, draft).find();
        } catch (IOException unread) {
            return Published.failed(Refused.beforeAnything(unread));
        }
        try {
            Wire.Product product = new Publishing(api, sitting, draft, facts).bring(found);
            Map<String, Listed> listed = listed(product);
            listed.keySet().retainAll(draft.skus().stream().map(SkuDraft::code).toList());
            return new Published(Outcome.Applied.SILENT, listed);
        } catch (IOException failure) {
            return Published.failed(Outcome.of(failure, VendureCodes.UNREACHABLE));
        }
    }

    @Override
    public Map<String, Listed> find(List<String> skuCodes) throws IOException {
        Map<String, Listed> found = new HashMap<>();
        Sitting sitting = new Sitting();
        for (int from = 0; from < skuCodes.size(); from += LOOKED_UP_AT_ONCE) {
            List<String> some = skuCodes.subList(from, Math.min(skuCodes.size(), from + LOOKED_UP_AT_ONCE));
            AdminApi.Answer answer = api.call(Document.LISTED, new Given.Skus(some), sitting);
            for (Wire.Variant variant : answer.list(Wire.Variant.class, "/productVariants/items")) {
                Wire.Product product = need(variant.product(), "productVariants.items.product");
                found.putIfAbsent(
                        need(variant.sku(), "productVariants.items.sku"),
                        listed(need(product.id(), "product.id"), need(product.enabled(), "product.enabled"), variant));
            }
        }
        found.keySet().retainAll(skuCodes);
        return found;
    }

    private Map<String, Listed> listed(Wire.Product product) throws MalformedRecord {
        Map<String, Listed> listed = new HashMap<>();
        String id = need(product.id(), "product.id");
        boolean enabled = need(product.enabled(), "product.enabled");
        for (Wire.Variant variant : need(product.variants(), "product.variants")) {
            listed.put(need(variant.sku(), "product.variants.sku"), listed(id, enabled, variant));
        }
        return listed;
    }

    private Listed listed(String productId, boolean enabled, Wire.Variant variant) throws MalformedRecord {
        ListingKey key = new ListingKey(storefront, productId, need(variant.id(), "variants.id"));
        boolean live = enabled && need(variant.enabled(), "variants.enabled");
        return new Listed(key, live ? State.LIVE : State.ENDED, "");
    }
}
